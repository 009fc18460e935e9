import * as z from 'zod';
import { favouriteKept } from '../../../shared/catalogue/events.ts';
import { favouriteOf } from '../../../shared/catalogue/favourites/favourite.ts';
import { favourites } from '../../../shared/catalogue/favourites/favourite-store.ts';
import { ListingId } from '../../../shared/catalogue/listing.ts';
import { pages } from '../../../shared/catalogue/page-store.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { Problem } from '../../../shared/kernel/problems.ts';
import { Instant } from '../../../shared/kernel/values/clock.ts';

export const { contract, handler } = endpoint({
  summary: 'Keeps a product among the favourites. What is kept already stays as it was.',
  route: 'PUT /v1/favourites/{listingId}',
  audience: 'shop',
  callers: ['buyer'],
  input: z.strictObject({ listingId: ListingId }),
  answer: { 200: z.object({ listingId: ListingId, since: Instant }) },
  problems: ['not-found'],
  touches: [favourites.get, favourites.keep, pages.card],
  emits: [favouriteKept],
}, async ({ input: { listingId }, caller: { accountId }, now, commit }) => {
  const [kept, card] = await Promise.all([favourites.get(accountId, listingId), pages.card(listingId)]);
  if (kept) return { listingId, since: kept.since };
  if (!card) throw new Problem('not-found');
  return commit({ writes: favourites.keep(favouriteOf(accountId, card, now)), answer: { listingId, since: now } });
});
