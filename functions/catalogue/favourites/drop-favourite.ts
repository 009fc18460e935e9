import * as z from 'zod';
import { favourites } from '../../../shared/catalogue/favourites/favourite-store.ts';
import { ListingId } from '../../../shared/catalogue/listing.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint(
  {
    summary: 'Drops a product from the favourites, whether it is there or not.',
    route: 'DELETE /v1/favourites/{listingId}',
    audience: 'shop',
    callers: ['buyer'],
    input: z.strictObject({ listingId: ListingId }),
    answer: { 204: z.undefined() },
    touches: [favourites.drop],
  },
  async ({ input: { listingId }, caller: { accountId }, commit }) =>
    commit({ writes: [favourites.drop(accountId, listingId)] }),
);
