import * as z from 'zod';
import { warehouses } from '../../../shared/inventory/placement-store.ts';
import { WarehouseId } from '../../../shared/inventory/stock.ts';
import { warehouseOf, warehouseView, WarehouseView } from '../../../shared/inventory/warehouse.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: "Shows one of the shop's warehouses: place, coverage, room and zones.",
  route: 'GET /v1/warehouses/{warehouseId}',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ warehouseId: WarehouseId }),
  answer: { 200: WarehouseView },
  problems: ['no-shop', 'not-found'],
  touches: [warehouses.get],
}, async ({ input: { warehouseId }, caller }) => {
  const merchantId = await shopOf(caller);
  return warehouseView(warehouseOf(await warehouses.get(merchantId), merchantId, warehouseId));
});
