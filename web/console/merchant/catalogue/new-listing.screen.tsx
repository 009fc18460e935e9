import { create } from '../../kit/screen.ts';

export default create('POST /merchant/v1/listings', {
  start: { shipsWithinDays: 3, skus: [{}] },
  then: 'GET /merchant/v1/listings/{listingId}',
});
