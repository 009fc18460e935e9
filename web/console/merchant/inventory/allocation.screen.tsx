import { detail } from '../../kit/screen.ts';

export default detail('GET /merchant/v1/orders/{orderId}/allocation', { fields: ['at', 'shares', 'candidates'] });
