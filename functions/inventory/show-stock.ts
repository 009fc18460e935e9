import * as z from 'zod';
import { SkuId } from '../../shared/catalogue/public.ts';
import { placements, warehouses } from '../../shared/inventory/placement-store.ts';
import { ShelvesView, shelvesView } from '../../shared/inventory/bins/shelves-view.ts';
import { figuresAt, FiguresView, freeAt, placementOf, shelvesAt } from '../../shared/inventory/placement.ts';
import { StockView, WarehouseId } from '../../shared/inventory/stock.ts';
import { stock } from '../../shared/inventory/store.ts';
import { warehousesOf } from '../../shared/inventory/warehouse.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { localText } from '../../shared/kernel/values/text.ts';

/** `free`: neither allocated nor held back. */
const Row = FiguresView.extend({
  warehouseId: WarehouseId,
  name: localText(100),
  free: FiguresView.shape.onHand,
  ...ShelvesView.shape,
});

export const { contract, handler } = endpoint({
  summary:
    'Shows where the units of an own SKU are: on hand, allocated, in transit, returned and damaged by warehouse, and in which bins.',
  route: 'GET /v1/skus/{skuId}/stock',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ skuId: SkuId }),
  answer: { 200: StockView.extend({ warehouses: z.array(Row) }) },
  problems: ['no-shop', 'not-found'],
  touches: [stock.need, placements.get, warehouses.get],
}, async ({ input: { skuId }, caller }) => {
  const merchantId = await shopOf(caller);
  const [units, begun, registry] = await Promise.all([
    stock.need(skuId, merchantId),
    placements.get(skuId),
    warehouses.get(merchantId),
  ]);
  const placement = placementOf(begun, units);
  return {
    ...units,
    warehouses: warehousesOf(registry, merchantId).map(({ id: warehouseId, name }) => ({
      warehouseId,
      name,
      ...figuresAt(placement, warehouseId),
      free: freeAt(placement, warehouseId),
      ...shelvesView(shelvesAt(placement, warehouseId)),
    })),
  };
});
