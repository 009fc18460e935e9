import * as z from 'zod';
import { SkuId } from '../../shared/catalogue/public.ts';
import { availabilityCounted } from '../../shared/inventory/events.ts';
import { moved, MovementReason, StockView } from '../../shared/inventory/stock.ts';
import { stock } from '../../shared/inventory/store.ts';
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
  }),
  answer: { 200: StockView },
  problems: ['no-shop', 'not-found', 'out-of-stock'],
  touches: [stock.need, stock.adjust, stock.tell],
  emits: [availabilityCounted],
}, async ({ input: { skuId, quantity, reason }, caller, now, commit }) => {
  const change = { kind: 'adjust' as const, quantity, reason, at: now };
  const before = await stock.need(skuId, await shopOf(caller));
  const after = moved(before, change);
  return commit({ writes: [stock.adjust(skuId, change), stock.tell(before, after, now)], answer: after });
});
