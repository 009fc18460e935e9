import { stock } from '../../inventory/public.ts';
import { together } from '../../kernel/doors/access.ts';
import { everything } from '../../kernel/store/page.ts';
import type { MerchantId } from '../../kernel/values/ids.ts';
import type { Listing } from '../listing.ts';
import { listings, listingsOf, listingsOfMerchant } from '../store.ts';
import type { Exported } from './product-rows.ts';

/** Listings that are read at once. */
const atOnce = 25;

/** What `wholeShop` needs. */
export const wholeShopReading = together('export.whole-shop', listingsOfMerchant, listings.get, stock.available);

/** All that a shop has and has not archived, some at a time. What has no SKU is nothing that a file can tell. */
export async function* wholeShop(merchantId: MerchantId): AsyncGenerator<Omit<Exported, 'category'>[]> {
  for (const state of ['draft', 'in-review', 'off-shelf', 'on-sale'] as const) {
    let some: string[] = [];
    for await (const { id } of everything(listingsOfMerchant, listingsOf(merchantId), `${state}#`)) {
      some.push(id);
      if (some.length < atOnce) continue;
      yield await whole(some);
      some = [];
    }
    if (some.length > 0) yield await whole(some);
  }
}

const whole = async (ids: readonly string[]): Promise<Omit<Exported, 'category'>[]> => {
  const found = await Promise.all(ids.map((id) => listings.get(id)));
  const kept = found.filter((one): one is Listing => one !== undefined && one.skus.length > 0);
  return Promise.all(kept.map(async (listing) => {
    const units = await Promise.all(listing.skus.map(async ({ id }) => [id, await stock.available(id)] as const));
    return { listing, available: new Map(units.flatMap(([id, one]) => (one === undefined ? [] : [[id, one]]))) };
  }));
};
