import * as z from 'zod';
import { ListingId } from '../../shared/catalogue/listing.ts';
import { ListingView, listingView } from '../../shared/catalogue/listing-view.ts';
import { listings } from '../../shared/catalogue/store.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows a listing to its reviewer.',
  route: 'GET /v1/listing-reviews/{listingId}',
  audience: 'operator',
  callers: ['reviewer', 'operator', 'admin'],
  input: z.strictObject({ listingId: ListingId }),
  answer: { 200: ListingView },
  problems: ['not-found'],
  touches: [listings.need],
}, async ({ input }) => listingView(await listings.need(input.listingId)));
