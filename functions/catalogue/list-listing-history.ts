import * as z from 'zod';
import { ListingId, mustBeOf } from '../../shared/catalogue/listing.ts';
import { HistoryEntry, historyEntry } from '../../shared/catalogue/listing-view.ts';
import { listings } from '../../shared/catalogue/store.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Tells what happened to a listing, oldest first: states, reviews and every price.',
  route: 'GET /v1/listings/{listingId}/history',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ listingId: ListingId }),
  answer: { 200: z.object({ items: z.array(HistoryEntry) }) },
  problems: ['no-shop', 'not-found'],
  touches: [listings.need, listings.history],
}, async ({ input: { listingId }, caller }) => {
  mustBeOf(await listings.need(listingId), await shopOf(caller));
  return { items: (await listings.history(listingId)).map(historyEntry) };
});
