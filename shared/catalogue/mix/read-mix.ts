import { together } from '../../kernel/doors/access.ts';
import { everything } from '../../kernel/store/page.ts';
import type { Instant } from '../../kernel/values/clock.ts';
import type { MerchantId } from '../../kernel/values/ids.ts';
import { productMix } from '../rulebooks.ts';
import { popular, rankingOfAll, salesOfShop, soldBy } from '../sales-store.ts';
import { listingsOf, listingsOfMerchant } from '../store.ts';
import { productMixOf, type MarketSale, type ProductMix } from './product-mix.ts';

/** Goods of the market that a shop is compared with: those that sell best. */
const compared = 500;

const sellingBest = async (): Promise<MarketSale[]> => {
  const found: MarketSale[] = [];
  let cursor: string | undefined;
  do {
    const page = await popular(rankingOfAll, { limit: 100, cursor, newestFirst: true });
    for (const { categoryId, merchantId, units } of page.items) {
      if (categoryId) found.push({ categoryId, merchantId, units });
    }
    cursor = page.cursor;
  } while (cursor && found.length < compared);
  return found;
};

/**
 * Reads and reports the mix of a shop, all of what it has on sale: some 60 read units for a thousand articles.
 */
export const readMix = Object.assign(
  async (merchantId: MerchantId, now: Instant): Promise<ProductMix> => {
    const [onSale, sold, market, rules] = await Promise.all([
      Array.fromAsync(everything(listingsOfMerchant, listingsOf(merchantId), 'on-sale#')),
      Array.fromAsync(everything(salesOfShop, soldBy(merchantId))),
      sellingBest(),
      productMix.current(now),
    ]);
    const units = new Map(sold.map((one) => [one.listingId, one.units]));
    const articles = onSale.map(({ id: listingId, title, categoryId, onSaleSince, updatedAt }) => ({
      listingId,
      title,
      categoryId,
      since: onSaleSince ?? updatedAt,
      units: units.get(listingId) ?? 0,
    }));
    return productMixOf(articles, market, rules, now);
  },
  together('product-mix', listingsOfMerchant, salesOfShop, popular, productMix.current),
);
