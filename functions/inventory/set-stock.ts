import * as z from 'zod';
import { ListingId, listings, skuOf, SkuId } from '../../shared/catalogue/public.ts';
import { availabilityCounted } from '../../shared/inventory/events.ts';
import { adjust, adjusting, placements } from '../../shared/inventory/placement-store.ts';
import { adjustmentTo, moved, MovementReason, Quantity, StockView, unopened } from '../../shared/inventory/stock.ts';
import { stock } from '../../shared/inventory/store.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary:
    'Says how many units of an own SKU can be bought, whatever was said before. The first time starts its stock book.',
  route: 'PUT /v1/listings/{listingId}/skus/{skuId}/stock',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({
    listingId: ListingId,
    skuId: SkuId,
    available: Quantity,
    reason: MovementReason,
    version: z.int().min(1).optional().meta({
      description: 'Refuses the change when the stock has moved since this version',
    }),
  }),
  answer: { 200: StockView },
  problems: ['no-shop', 'not-found'],
  touches: [listings.need, stock.get, placements.get, stock.open, stock.tell, adjusting],
  emits: [availabilityCounted],
}, async ({ input: { listingId, skuId, available, reason, version }, caller, now, commit }) => {
  const merchantId = await shopOf(caller);
  const [listing, current, placement] = await Promise.all([
    listings.need(listingId),
    stock.get(skuId),
    placements.get(skuId),
  ]);
  skuOf(listing, merchantId, skuId);
  const before = current ?? unopened(skuId, merchantId);
  const change = { kind: 'adjust' as const, quantity: adjustmentTo(before, available, version), reason, at: now };
  const after = moved(before, change);
  const writes = current
    ? adjust(current, placement, change, { exactly: true })
    : [...stock.open(skuId, merchantId, change), ...stock.tell(before, after, now)];
  return commit({ writes: [writes], answer: after });
});
