import { create } from '../../kit/screen.ts';

export default create('POST /merchant/v1/warehouses', {
  start: { open: true },
  then: 'GET /merchant/v1/warehouses',
});
