import { edit } from '../../kit/screen.ts';

export default edit('PUT /merchant/v1/warehouses/{warehouseId}', {
  from: 'GET /merchant/v1/warehouses/{warehouseId}',
});
