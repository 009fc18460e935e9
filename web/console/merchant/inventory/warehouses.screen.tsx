import { list } from '../../kit/screen.ts';

export default list('GET /merchant/v1/warehouses', {
  columns: ['name', 'open', 'capacity', 'costPerParcel'],
  open: 'GET /merchant/v1/warehouses/{warehouseId}',
  also: ['GET /merchant/v1/warehouses/{warehouseId}/bins'],
  create: ['POST /merchant/v1/warehouses'],
});
