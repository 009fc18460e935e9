import { detail } from '../../kit/screen.ts';

export default detail('GET /merchant/v1/shop', {
  commands: ['PATCH /merchant/v1/shop', 'PUT /merchant/v1/shop/payout-account'],
});
