import * as z from 'zod';
import { SkuId } from '../../../shared/catalogue/public.ts';
import { leftToGather } from '../../../shared/inventory/bins/gather-store.ts';
import { isGathered } from '../../../shared/inventory/picking/picking.ts';
import { speakerOf } from '../../../shared/inventory/wms/connection-store.ts';
import { ConnectionId } from '../../../shared/inventory/wms/connection.ts';
import { wmsKeys } from '../../../shared/inventory/wms/key-store.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';
import { id } from '../../../shared/kernel/values/ids.ts';
import { shipments, shipmentsOfMerchant } from '../../../shared/logistics/public.ts';

const Row = z.object({
  shipmentId: id('shipment'),
  orderId: id('order'),
  waybill: z.string().optional(),
  lines: z.array(z.object({ skuId: SkuId, code: z.string(), quantity: z.int() })),
});

export const { contract, handler } = endpoint({
  summary:
    'Tells an outside warehouse system what is to be picked and packed in its warehouse, the first to leave first.',
  route: 'POST /v1/hooks/wms/{connectionId}/{edition}/picks',
  audience: 'shop',
  callers: 'anyone',
  input: z.looseObject({
    connectionId: ConnectionId,
    edition: z.coerce.number().int().min(1).max(100_000),
    state: z.enum(['booked', 'opened']).default('booked'),
    cursor: pageInput.cursor,
  }),
  answer: { 200: page(Row) },
  problems: ['signature-invalid', 'invalid-cursor'],
  verify: wmsKeys.verify,
  touches: [wmsKeys.verify, speakerOf, shipments.ofMerchant, shipments.need, leftToGather],
}, async ({ input: { connectionId, edition, state, cursor }, now }) => {
  const { merchantId, warehouseId } = await speakerOf(connectionId, edition, now);
  const found = await shipments.ofMerchant(shipmentsOfMerchant(merchantId, state), { cursor, limit: 25 });
  const all = await Promise.all(found.items.map(({ shipmentId }) => shipments.need(shipmentId)));
  const rows = all.filter(isGathered).map(async ({ id: shipmentId, orderId, waybill, lines }) => {
    const left = await leftToGather({ shipmentId, orderId, merchantId, lines }, warehouseId);
    const codes = new Map(lines.map(({ skuId, code }) => [skuId, code]));
    return { shipmentId, orderId, waybill, lines: left.map((line) => ({ ...line, code: codes.get(line.skuId)! })) };
  });
  return { items: (await Promise.all(rows)).filter(({ lines }) => lines.length > 0), cursor: found.cursor };
});
