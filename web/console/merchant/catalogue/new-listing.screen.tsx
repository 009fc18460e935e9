import { create } from '../../kit/screen.ts';

export default create('POST /merchant/v1/listings', {
  start: { shipsWithinDays: 3 },
  then: 'GET /merchant/v1/listings/{listingId}',
});
