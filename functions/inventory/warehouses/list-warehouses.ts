import * as z from 'zod';
import { warehouses } from '../../../shared/inventory/placement-store.ts';
import { warehousesOf, warehouseView, WarehouseView } from '../../../shared/inventory/warehouse.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: "Lists the shop's warehouses: the one that every shop has, and those that it has added.",
  route: 'GET /v1/warehouses',
  audience: 'merchant',
  callers: ['merchant'],
  answer: { 200: z.object({ items: z.array(WarehouseView) }) },
  problems: ['no-shop'],
  touches: [warehouses.get],
}, async ({ caller }) => {
  const merchantId = await shopOf(caller);
  return { items: warehousesOf(await warehouses.get(merchantId), merchantId).map(warehouseView) };
});
