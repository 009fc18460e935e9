import { warehouseSet } from '../../../shared/inventory/events.ts';
import { warehouses } from '../../../shared/inventory/placement-store.ts';
import { WarehouseId } from '../../../shared/inventory/stock.ts';
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
  summary: 'Says where a warehouse of the shop is, where it sends to, what room it has, and whether it is open.',
  route: 'PUT /v1/warehouses/{warehouseId}',
  audience: 'merchant',
  callers: ['merchant'],
  input: WarehouseTerms.extend({ warehouseId: WarehouseId }),
  answer: { 200: WarehouseView },
  problems: ['no-shop', 'not-found', 'currency-foreign'],
  touches: [merchants.need, warehouses.get, warehouses.save],
  emits: [warehouseSet],
}, async ({ input: { warehouseId, ...terms }, caller, commit }) => {
  const merchantId = await shopOf(caller);
  const [shop, registry] = await Promise.all([merchants.need(merchantId), warehouses.get(merchantId)]);
  const { id } = warehouseOf(registry, merchantId, warehouseId);
  const change = setWarehouse(registry, shop, id, terms);
  return commit({
    writes: [warehouses.save(change)],
    answer: warehouseView(warehouseOf(change.after, merchantId, id)),
  });
});
