import { CarryTerms } from '../../../shared/inventory/bins/bin.ts';
import { carry } from '../../../shared/inventory/bins/bin-store.ts';
import { carried } from '../../../shared/inventory/bins/shelves.ts';
import { ShelvesView, shelvesView } from '../../../shared/inventory/bins/shelves-view.ts';
import { placements, warehouses } from '../../../shared/inventory/placement-store.ts';
import { placementOf, shelvesAt } from '../../../shared/inventory/placement.ts';
import { stock } from '../../../shared/inventory/store.ts';
import { warehouseOf } from '../../../shared/inventory/warehouse.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Carries units of an own SKU from one bin to another, out of a bin, or into one what was found again.',
  route: 'POST /v1/skus/{skuId}/bin-moves',
  audience: 'merchant',
  callers: ['merchant'],
  idempotent: true,
  input: CarryTerms,
  answer: { 200: ShelvesView },
  problems: ['no-shop', 'not-found', 'bin-short', 'bin-unfit'],
  touches: [stock.need, placements.get, warehouses.get, carry],
}, async ({ input: { skuId, warehouseId, missing, quantity, ...places }, caller, now, commit }) => {
  const merchantId = await shopOf(caller);
  const [counters, begun, registry] = await Promise.all([
    stock.need(skuId, merchantId),
    placements.get(skuId),
    warehouses.get(merchantId),
  ]);
  const { id } = warehouseOf(registry, merchantId, warehouseId);
  const from = missing ? 'missing' : places.from ?? 'loose';
  const to = places.to ?? 'loose';
  const writes = await carry(counters, begun, id, { from, to, quantity, reason: `${from} → ${to}` }, now);
  const after = carried(shelvesAt(placementOf(begun, counters), id), from, to, quantity);
  return commit({ writes: [writes], answer: shelvesView(after) });
});
