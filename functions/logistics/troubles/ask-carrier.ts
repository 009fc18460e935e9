import * as z from 'zod';
import { due } from '../../../shared/kernel/store/due.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { id } from '../../../shared/kernel/values/ids.ts';
import { line, prose } from '../../../shared/kernel/values/text.ts';
import { carrierAsked } from '../../../shared/logistics/events.ts';
import { parcelTroubles } from '../../../shared/logistics/rulebooks.ts';
import { ShipmentView, viewOf } from '../../../shared/logistics/shipment-view.ts';
import { shipments } from '../../../shared/logistics/store.ts';
import { askCarrier } from '../../../shared/logistics/troubles/carrier-case.ts';

export const { contract, handler } = endpoint({
  summary: 'Keeps what the carrier of a parcel in trouble was asked, and whom; from now on its answer is waited for.',
  route: 'POST /v1/shipments/{shipmentId}/carrier-case',
  audience: 'operator',
  callers: ['support', 'operator', 'admin'],
  audited: { reason: 'question' },
  idempotent: true,
  input: z.strictObject({
    shipmentId: id('shipment'),
    contact: line(100).meta({ description: 'Whom at the carrier' }),
    question: prose(1000),
  }),
  answer: { 200: ShipmentView },
  problems: ['not-found', 'illegal-step', 'taken-by-another'],
  touches: [shipments.need, parcelTroubles.current, shipments.save, due.set],
  emits: [carrierAsked],
}, async ({ input: { shipmentId, contact, question }, caller, now, commit }) => {
  const [shipment, rules] = await Promise.all([shipments.need(shipmentId), parcelTroubles.current(now)]);
  const { answerBy, ...change } = askCarrier(shipment, { contact, question, askedBy: caller.accountId }, rules, now);
  return commit({
    writes: [shipments.save(change), due.set(answerBy, 'logistics/flag-silent-carrier', { shipmentId })],
    answer: viewOf(change.after),
  });
});
