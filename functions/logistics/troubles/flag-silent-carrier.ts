import * as z from 'zod';
import { deadline } from '../../../shared/kernel/doors/deadline.ts';
import { id } from '../../../shared/kernel/values/ids.ts';
import { carrierSilent } from '../../../shared/logistics/events.ts';
import { shipments } from '../../../shared/logistics/store.ts';
import { flagSilent } from '../../../shared/logistics/troubles/carrier-case.ts';

export const { contract, handler } = deadline({
  summary: 'Tells that a carrier has not said in time what has become of a parcel.',
  payload: z.strictObject({ shipmentId: id('shipment') }),
  final: ['illegal-step'],
  touches: [shipments.need, shipments.save],
  emits: [carrierSilent],
}, async ({ payload, dueAt, now, commit }) => {
  const shipment = await shipments.need(payload.shipmentId);
  await commit({ writes: [shipments.save(flagSilent(shipment, dueAt, now))] });
});
