import { checkListing } from '../../../shared/catalogue/checks/check-listing.ts';
import { ListingChecks } from '../../../shared/catalogue/checks/checks.ts';
import { ListingContent } from '../../../shared/catalogue/content.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary:
    'Says what the checks before a review find in a listing as it is written, and how often its text says its tags; nothing is kept.',
  route: 'POST /v1/listing-checks',
  audience: 'merchant',
  callers: ['merchant'],
  input: ListingContent,
  maxBody: 262_144,
  answer: { 200: ListingChecks },
  problems: ['no-shop'],
  touches: [checkListing],
}, async ({ input, caller, now }) => {
  await shopOf(caller);
  const { checks, keywords } = await checkListing(input, now);
  return { checks, keywords };
});
