import * as z from 'zod';
import { SkuId } from '../../shared/catalogue/public.ts';
import { conditionChanges, ConditionChange } from '../../shared/inventory/condition.ts';
import { availabilityCounted } from '../../shared/inventory/events.ts';
import { placements, relocate, relocating, warehouses } from '../../shared/inventory/placement-store.ts';
import { moved, MovementReason, Quantity, StockView, WarehouseId } from '../../shared/inventory/stock.ts';
import { stock } from '../../shared/inventory/store.ts';
import { warehouseOf } from '../../shared/inventory/warehouse.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary:
    'Says what units in a warehouse are good for: returned ones good or damaged, good ones damaged, damaged gone.',
  route: 'POST /v1/skus/{skuId}/stock-conditions',
  audience: 'merchant',
  callers: ['merchant'],
  idempotent: true,
  input: z.strictObject({
    skuId: SkuId,
    warehouseId: WarehouseId,
    change: ConditionChange,
    quantity: Quantity.min(1),
    reason: MovementReason,
  }),
  answer: { 200: StockView },
  problems: ['no-shop', 'not-found', 'out-of-stock', 'warehouse-short'],
  touches: [stock.need, placements.get, warehouses.get, relocating],
  emits: [availabilityCounted],
}, async ({ input: { skuId, warehouseId, change: kind, quantity, reason }, caller, now, commit }) => {
  const merchantId = await shopOf(caller);
  const [before, placement, registry] = await Promise.all([
    stock.need(skuId, merchantId),
    placements.get(skuId),
    warehouses.get(merchantId),
  ]);
  const { id } = warehouseOf(registry, merchantId, warehouseId);
  const movement = { kind, quantity, reason, at: now };
  const after = moved(before, movement);
  const shift = conditionChanges[kind](quantity);
  return commit({ writes: [relocate(before, placement, [{ warehouseId: id, ...shift }], movement)], answer: after });
});
