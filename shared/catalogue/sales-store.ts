import { aggregate } from '../kernel/store/aggregate.ts';
import type { MerchantId } from '../kernel/values/ids.ts';
import type { CategoryId } from './category.ts';
import type { Pointer } from './product-page.ts';
import type { Sales } from './sales.ts';

/** Where what sells stands, what sells best last: on the whole market, and in one category. */
export const rankingOfAll = 'POPULAR';
export const rankingIn = (categoryId: CategoryId): string => `POPULAR-IN#${categoryId}`;
/** What of a shop sells. */
export const soldBy = (merchantId: MerchantId): string => `SOLD-BY#${merchantId}`;
const rankOf = ({ id, units }: Sales): string => `${String(units).padStart(12, '0')}#${id}`;

/** What lists show of what sells. */
interface SoldPointer extends Pointer, Pick<Sales, 'categoryId' | 'units'> {}

export const salesOf = aggregate<Sales, SoldPointer>({
  name: 'sales',
  prefix: 'SALES',
  indexes: {
    gsi1: (sales) => (sales.units > 0 ? [rankingOfAll, rankOf(sales)] : undefined),
    gsi2: (sales) => (sales.units > 0 && sales.categoryId ? [rankingIn(sales.categoryId), rankOf(sales)] : undefined),
    gsi3: (sales) => (sales.units > 0 ? [soldBy(sales.merchantId), rankOf(sales)] : undefined),
  },
  summary: ({ id, merchantId, categoryId, units }) => ({
    listingId: id,
    merchantId,
    ...(categoryId && { categoryId }),
    units,
  }),
});

export const popular = salesOf.list('sales.popular', 'gsi1', rankingOfAll);
export const popularIn = salesOf.list('sales.popular-in', 'gsi2', 'POPULAR-IN#*');
export const salesOfShop = salesOf.list('sales.of-shop', 'gsi3', 'SOLD-BY#*');
