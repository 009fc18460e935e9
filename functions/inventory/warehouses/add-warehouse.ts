import { warehouseSet } from '../../../shared/inventory/events.ts';
import { warehouses } from '../../../shared/inventory/placement-store.ts';
import {
  setWarehouse,
  warehouseOf,
  WarehouseTerms,
  warehouseView,
  WarehouseView,
} from '../../../shared/inventory/warehouse.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { merchants } from '../../../shared/merchants/public.ts';

export const { contract, handler } = endpoint({
  summary: 'Adds a warehouse to the shop. Nothing lies there until it is transferred or counted in.',
  route: 'POST /v1/warehouses',
  audience: 'merchant',
  callers: ['merchant'],
  idempotent: true,
  input: WarehouseTerms,
  answer: { 201: WarehouseView },
  problems: ['no-shop', 'currency-foreign', 'too-many-warehouses'],
  touches: [merchants.need, warehouses.get, warehouses.save],
  emits: [warehouseSet],
}, async ({ input, caller, newId, commit }) => {
  const merchantId = await shopOf(caller);
  const [shop, registry] = await Promise.all([merchants.need(merchantId), warehouses.get(merchantId)]);
  const warehouseId = newId('warehouse');
  const change = setWarehouse(registry, shop, warehouseId, input);
  return commit({
    writes: [warehouses.save(change)],
    answer: warehouseView(warehouseOf(change.after, merchantId, warehouseId)),
  });
});
