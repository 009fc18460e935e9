import * as z from 'zod';
import { SkuId } from '../../shared/catalogue/public.ts';
import { availabilityCounted } from '../../shared/inventory/events.ts';
import { adjust, adjusting, placements, warehouses } from '../../shared/inventory/placement-store.ts';
import { moved, MovementReason, StockView, WarehouseId } from '../../shared/inventory/stock.ts';
import { stock } from '../../shared/inventory/store.ts';
import { warehouseOf } from '../../shared/inventory/warehouse.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary:
    'Adds units of an own SKU, or takes some away, while orders go on. Answers with the stock as last seen, and the change.',
  route: 'POST /v1/skus/{skuId}/stock-adjustments',
  audience: 'merchant',
  callers: ['merchant'],
  idempotent: true,
  input: z.strictObject({
    skuId: SkuId,
    quantity: z.int().min(-1_000_000_000).max(1_000_000_000).refine((n) => n !== 0, 'must not be zero'),
    reason: MovementReason,
    warehouseId: WarehouseId.optional().meta({
      description: "In this warehouse; unless said, in the shop's own, and what it lacks is taken from others",
    }),
  }),
  answer: { 200: StockView },
  problems: ['no-shop', 'not-found', 'out-of-stock', 'warehouse-short'],
  touches: [stock.need, placements.get, warehouses.get, adjusting],
  emits: [availabilityCounted],
}, async ({ input: { skuId, quantity, reason, warehouseId }, caller, now, commit }) => {
  const merchantId = await shopOf(caller);
  const [before, placement, registry] = await Promise.all([
    stock.need(skuId, merchantId),
    placements.get(skuId),
    warehouses.get(merchantId),
  ]);
  const at = warehouseId && warehouseOf(registry, merchantId, warehouseId).id;
  const change = { kind: 'adjust' as const, quantity, reason, at: now };
  const after = moved(before, change);
  return commit({ writes: [adjust(before, placement, change, { at })], answer: after });
});
