import * as z from 'zod';
import { listingCameOff, listingPutBack } from '../../../shared/catalogue/events.ts';
import { ListingId } from '../../../shared/catalogue/listing.ts';
import { timesOf, turn } from '../../../shared/catalogue/shelf/shelf-plan.ts';
import { listings, offers } from '../../../shared/catalogue/store.ts';
import { nothingLeft, stock } from '../../../shared/inventory/public.ts';
import { deadline } from '../../../shared/kernel/doors/deadline.ts';
import { due } from '../../../shared/kernel/store/due.ts';

export const { contract, handler } = deadline({
  summary: 'Has a listing go on sale or come off by itself, by its plan, its permit and its stock.',
  payload: z.strictObject({ listingId: ListingId }),
  touches: [listings.need, stock.get, listings.save, offers.put, due.set],
  emits: [listingCameOff, listingPutBack],
}, async ({ payload: { listingId }, dueAt, now, commit }) => {
  const listing = await listings.need(listingId);
  const units = listing.shelfPlan?.offWhenSoldOut
    ? await Promise.all(listing.skus.map(({ id }) => stock.get(id)))
    : [];
  const soldOut = units.length > 0 && units.every(nothingLeft);
  const change = turn(listing, { dueAt, soldOut }, now);
  await commit({
    writes: [
      ...(change ? [listings.save(change), offers.put(change.after)] : []),
      ...timesOf(change?.after ?? listing, now).map((at) => due.set(at, 'catalogue/turn-shelf', { listingId })),
    ],
  });
});
