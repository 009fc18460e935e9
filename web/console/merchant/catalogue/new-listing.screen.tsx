import { create } from '../../kit/screen.ts';
import { CheckListing } from './check-listing.tsx';

export default create('POST /merchant/v1/listings', {
  start: { shipsWithinDays: 3 },
  below: CheckListing,
  then: 'GET /merchant/v1/listings/{listingId}',
});
