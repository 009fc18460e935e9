import { detail } from '../../kit/screen.ts';

export default detail('GET /merchant/v1/warehouses/{warehouseId}', {
  commands: ['PUT /merchant/v1/warehouses/{warehouseId}'],
});
