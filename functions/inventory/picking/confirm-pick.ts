import * as z from 'zod';
import { gather } from '../../../shared/inventory/bins/gather-store.ts';
import { BinCode } from '../../../shared/inventory/bins/shelves-view.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { title } from '../../../shared/kernel/values/text.ts';
import { pickedShort } from '../../../shared/inventory/events.ts';
import {
  confirmPick,
  dropLine,
  isGathered,
  lineOf,
  mostLines,
  PickingId,
  pickingOf,
  PickingView,
  pickingView,
} from '../../../shared/inventory/picking/picking.ts';
import { pickings, release } from '../../../shared/inventory/picking/picking-store.ts';
import { shipments } from '../../../shared/logistics/public.ts';

export const { contract, handler } = endpoint({
  summary:
    'Confirms by the scanned bin and SKU what was taken. What is lacking is sought elsewhere on the round; what lies nowhere counts as missing.',
  route: 'POST /v1/pickings/{pickingId}/lines/{line}/confirmation',
  audience: 'merchant',
  callers: ['merchant'],
  idempotent: true,
  input: z.strictObject({
    pickingId: PickingId,
    line: z.coerce.number().int().min(0).max(2 * mostLines).meta({ description: 'Its place on the list, from 0' }),
    bin: BinCode.optional().meta({ description: 'What is written on the bin, where the list names one' }),
    code: title(64).meta({ description: 'The code of the SKU, or its id' }),
    quantity: z.int().min(0).max(1_000_000).meta({ description: 'Units that were found' }),
  }),
  answer: { 200: PickingView },
  problems: ['no-shop', 'not-found', 'illegal-step', 'scan-wrong', 'bin-short'],
  touches: [pickings.need, shipments.need, gather, shipments.unchanged, pickings.save, release],
  emits: [pickedShort],
}, async ({ input: { pickingId, line: no, ...read }, caller, now, commit }) => {
  const [found, merchantId] = await Promise.all([pickings.need(pickingId), shopOf(caller)]);
  const picking = pickingOf(found, merchantId);
  const { skuId, shipmentId, from, quantity: wanted } = lineOf(picking, no, read);
  const shipment = await shipments.need(shipmentId);
  if (!isGathered(shipment)) {
    const dropped = dropLine(picking, no);
    const writes = [pickings.save(dropped), await release(dropped.after)];
    return commit({ writes, answer: pickingView(dropped.after) });
  }
  const { warehouseId } = picking;
  const units = from ? { from, wanted } : { from: 'loose' as const, wanted: read.quantity };
  const taken = { skuId, warehouseId, shipmentId, ...units, found: read.quantity };
  const { writes, others } = await gather(taken, `${from ?? 'loose'} ${pickingId} ${no}`, now);
  const change = confirmPick(picking, no, read.quantity, others);
  const released = await release(change.after);
  return commit({
    writes: [pickings.save(change), writes, released.length > 0 ? released : [shipments.unchanged(shipment)]],
    answer: pickingView(change.after),
  });
});
