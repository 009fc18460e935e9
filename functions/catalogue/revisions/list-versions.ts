import { mustBeOf } from '../../../shared/catalogue/listing.ts';
import { Versions, VersionsInput, versionsOf } from '../../../shared/catalogue/revisions/versions-view.ts';
import { listings } from '../../../shared/catalogue/store.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists what was approved of a listing and when, the last one first, and in what each version differs.',
  route: 'GET /v1/listings/{listingId}/versions',
  audience: 'merchant',
  callers: ['merchant'],
  input: VersionsInput,
  answer: { 200: Versions },
  problems: ['no-shop', 'not-found', 'invalid-cursor'],
  touches: [listings.need, versionsOf],
}, async ({ input, caller }) => {
  mustBeOf(await listings.need(input.listingId), await shopOf(caller));
  return versionsOf(input);
});
