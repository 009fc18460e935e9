import * as z from 'zod';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { id } from '../../shared/kernel/values/ids.ts';
import { line } from '../../shared/kernel/values/text.ts';
import { ScanStep } from '../../shared/logistics/scan.ts';
import { ShipmentView, viewOf } from '../../shared/logistics/shipment-view.ts';
import { markOwn, reportFacts } from '../../shared/logistics/shipment.ts';
import { advance, advancing, ownedBy, shipments } from '../../shared/logistics/store.ts';

export const { contract, handler } = endpoint({
  summary: "Reports how far a parcel is that goes by the merchant's own carrier; the buyer sees it at once.",
  route: 'POST /v1/shipments/{shipmentId}/marks',
  audience: 'merchant',
  callers: ['merchant'],
  idempotent: true,
  input: z.strictObject({ shipmentId: id('shipment'), step: ScanStep, place: line(200).or(z.literal('')).default('') }),
  answer: { 200: ShipmentView },
  problems: ['no-shop', 'not-found', 'illegal-step'],
  touches: [shipments.need, advancing],
  emits: reportFacts,
}, async ({ input: { shipmentId, step, place }, caller, now, commit }) => {
  const shipment = ownedBy(await shipments.need(shipmentId), await shopOf(caller));
  const change = markOwn(shipment, { step, place, at: now }, now);
  return commit({ writes: [advance(change, now)], answer: viewOf(change.after) });
});
