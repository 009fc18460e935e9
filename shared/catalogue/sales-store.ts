import { aggregate } from '../kernel/store/aggregate.ts';
import type { CategoryId } from './category.ts';
import type { Pointer } from './product-page.ts';
import type { Sales } from './sales.ts';

/** Where what sells stands, what sells best last: on the whole market, and in one category. */
export const rankingOfAll = 'POPULAR';
export const rankingIn = (categoryId: CategoryId): string => `POPULAR-IN#${categoryId}`;
const rankOf = ({ id, units }: Sales): string => `${String(units).padStart(12, '0')}#${id}`;

export const salesOf = aggregate<Sales, Pointer>({
  name: 'sales',
  prefix: 'SALES',
  indexes: {
    gsi1: (sales) => (sales.units > 0 ? [rankingOfAll, rankOf(sales)] : undefined),
    gsi2: (sales) => (sales.units > 0 && sales.categoryId ? [rankingIn(sales.categoryId), rankOf(sales)] : undefined),
  },
  summary: ({ id, merchantId }) => ({ listingId: id, merchantId }),
});

export const popular = salesOf.list('sales.popular', 'gsi1', rankingOfAll);
export const popularIn = salesOf.list('sales.popular-in', 'gsi2', 'POPULAR-IN#*');
