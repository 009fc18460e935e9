import * as z from 'zod';
import { ListingState } from '../../shared/catalogue/listing.ts';
import { ListingRow, rowOf } from '../../shared/catalogue/listing-view.ts';
import { listingsOf, listingsOfMerchant } from '../../shared/catalogue/store.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../shared/kernel/store/page.ts';

export const { contract, handler } = endpoint({
  summary: "Lists the shop's own listings, by state and then by the time of their last change, newest first.",
  route: 'GET /v1/listings',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ state: ListingState.optional(), ...pageInput }),
  answer: { 200: page(ListingRow) },
  problems: ['no-shop', 'invalid-cursor'],
  touches: [listingsOfMerchant],
}, async ({ input: { state, ...request }, caller }) => {
  const startingWith = state && `${state}#`;
  const { items, cursor } = await listingsOfMerchant(listingsOf(await shopOf(caller)), {
    ...request,
    startingWith,
    newestFirst: true,
  });
  return { items: items.map(rowOf), cursor };
});
