import { detail } from '../../kit/screen.ts';

export default detail('GET /merchant/v1/order-rules', {
  commands: ['PUT /merchant/v1/order-rules'],
});
