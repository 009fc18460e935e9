import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { id } from '../../../shared/kernel/values/ids.ts';
import { prose } from '../../../shared/kernel/values/text.ts';
import { carrierAnswered } from '../../../shared/logistics/events.ts';
import { ShipmentView, viewOf } from '../../../shared/logistics/shipment-view.ts';
import { shipments } from '../../../shared/logistics/store.ts';
import { recordAnswer } from '../../../shared/logistics/troubles/carrier-case.ts';

export const { contract, handler } = endpoint({
  summary: 'Keeps what the carrier of a parcel in trouble has answered; what follows from it is settled afterwards.',
  route: 'POST /v1/shipments/{shipmentId}/carrier-case/answer',
  audience: 'operator',
  callers: ['support', 'operator', 'admin'],
  audited: { reason: 'reply' },
  idempotent: true,
  input: z.strictObject({ shipmentId: id('shipment'), reply: prose(1000) }),
  answer: { 200: ShipmentView },
  problems: ['not-found', 'illegal-step', 'taken-by-another'],
  touches: [shipments.need, shipments.save],
  emits: [carrierAnswered],
}, async ({ input: { shipmentId, reply }, now, commit }) => {
  const change = recordAnswer(await shipments.need(shipmentId), reply, now);
  return commit({ writes: [shipments.save(change)], answer: viewOf(change.after) });
});
