import * as z from 'zod';
import { offers, SkuId } from '../../../shared/catalogue/public.ts';
import { placements } from '../../../shared/inventory/placement-store.ts';
import { figuresAt, FiguresView, placementOf } from '../../../shared/inventory/placement.ts';
import { stock } from '../../../shared/inventory/store.ts';
import { speakerOf } from '../../../shared/inventory/wms/connection-store.ts';
import { ConnectionId } from '../../../shared/inventory/wms/connection.ts';
import { wmsKeys } from '../../../shared/inventory/wms/key-store.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';

export const { contract, handler } = endpoint({
  summary: 'Tells an outside warehouse system what the platform takes to lie in its warehouse, SKU by SKU.',
  route: 'POST /v1/hooks/wms/{connectionId}/{edition}/stock',
  audience: 'shop',
  callers: 'anyone',
  input: z.looseObject({
    connectionId: ConnectionId,
    edition: z.coerce.number().int().min(1).max(100_000),
    cursor: pageInput.cursor,
  }),
  answer: { 200: page(FiguresView.extend({ skuId: SkuId, code: z.string().optional() })) },
  problems: ['signature-invalid', 'invalid-cursor'],
  verify: wmsKeys.verify,
  touches: [wmsKeys.verify, speakerOf, stock.ofMerchant, stock.need, placements.get, offers.get],
}, async ({ input: { connectionId, edition, cursor }, now }) => {
  const { merchantId, warehouseId } = await speakerOf(connectionId, edition, now);
  const found = await stock.ofMerchant(merchantId, { cursor, limit: 50 });
  const rows = found.items.map(async (skuId) => {
    const [counters, begun, offer] = await Promise.all([
      stock.need(skuId, merchantId),
      placements.get(skuId),
      offers.get(skuId),
    ]);
    return { skuId, code: offer?.code, ...figuresAt(placementOf(begun, counters), warehouseId) };
  });
  return { items: await Promise.all(rows), cursor: found.cursor };
});
