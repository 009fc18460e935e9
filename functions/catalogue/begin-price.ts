import * as z from 'zod';
import { SkuId } from '../../shared/catalogue/content.ts';
import { listingPriceChanged } from '../../shared/catalogue/events.ts';
import { beginPrice, ListingId } from '../../shared/catalogue/listing.ts';
import { listings, offers } from '../../shared/catalogue/store.ts';
import { deadline } from '../../shared/kernel/doors/deadline.ts';

export const { contract, handler } = deadline({
  summary: 'Has a price hold from the moment on for which it was decided.',
  payload: z.strictObject({ listingId: ListingId, skuId: SkuId }),
  touches: [listings.need, listings.save, offers.put],
  emits: [listingPriceChanged],
}, async ({ payload: { listingId, skuId }, dueAt, now, commit }) => {
  const change = beginPrice(await listings.need(listingId), skuId, dueAt, now);
  if (change) await commit({ writes: [listings.save(change), offers.put(change.after)] });
});
