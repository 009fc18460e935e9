import * as z from 'zod';
import { forOrders } from '../../shared/kernel/doors/concurrency.ts';
import { deadline } from '../../shared/kernel/doors/deadline.ts';
import { id } from '../../shared/kernel/values/ids.ts';
import { shipmentOverdue } from '../../shared/logistics/events.ts';
import { Phase } from '../../shared/logistics/policy.ts';
import { flagOverdue } from '../../shared/logistics/shipment.ts';
import { shipments } from '../../shared/logistics/store.ts';

export const { contract, handler } = deadline({
  summary: 'Brings a shipment before a person that has waited too long to be booked, to be picked up or to arrive.',
  payload: z.strictObject({ shipmentId: id('shipment'), phase: Phase }),
  final: ['illegal-step'],
  concurrency: forOrders(2),
  touches: [shipments.need, shipments.save],
  emits: [shipmentOverdue],
}, async ({ payload, dueAt, now, commit }) => {
  const shipment = await shipments.need(payload.shipmentId);
  await commit({ writes: [shipments.save(flagOverdue(shipment, payload.phase, dueAt, now))] });
});
