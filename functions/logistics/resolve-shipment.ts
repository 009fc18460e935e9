import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { id } from '../../shared/kernel/values/ids.ts';
import { prose } from '../../shared/kernel/values/text.ts';
import { shipmentLost, shipmentResolved } from '../../shared/logistics/events.ts';
import { ShipmentView, viewOf } from '../../shared/logistics/shipment-view.ts';
import { reportFacts, Resolution, resolve } from '../../shared/logistics/shipment.ts';
import { advance, advancing, shipments } from '../../shared/logistics/store.ts';

export const { contract, handler } = endpoint({
  summary:
    'Settles what is the matter with a shipment: it was delivered, it came back, it is lost and its buyer refunded, or it goes on.',
  route: 'POST /v1/shipments/{shipmentId}/resolve',
  audience: 'operator',
  callers: ['support', 'operator', 'admin'],
  audited: { reason: 'note' },
  idempotent: true,
  input: z.strictObject({ shipmentId: id('shipment'), outcome: Resolution, note: prose(500) }),
  answer: { 200: ShipmentView },
  problems: ['not-found', 'illegal-step', 'taken-by-another'],
  touches: [shipments.need, advancing],
  emits: [shipmentResolved, shipmentLost, ...reportFacts],
}, async ({ input: { shipmentId, outcome, note }, now, commit }) => {
  const change = resolve(await shipments.need(shipmentId), outcome, note, now);
  return commit({ writes: [advance(change, now)], answer: viewOf(change.after) });
});
