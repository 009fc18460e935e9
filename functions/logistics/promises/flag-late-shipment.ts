import * as z from 'zod';
import { forOrders } from '../../../shared/kernel/doors/concurrency.ts';
import { deadline } from '../../../shared/kernel/doors/deadline.ts';
import { id } from '../../../shared/kernel/values/ids.ts';
import { shipmentLate } from '../../../shared/logistics/events.ts';
import { lateShipments } from '../../../shared/logistics/promises/promise-store.ts';
import { flagLate } from '../../../shared/logistics/promises/promise.ts';
import { shipments } from '../../../shared/logistics/store.ts';

export const { contract, handler } = deadline({
  summary: 'Puts a shipment on the lists of what is late, once it was to be there and is not.',
  payload: z.strictObject({ shipmentId: id('shipment') }),
  final: ['illegal-step'],
  concurrency: forOrders(2),
  touches: [shipments.need, shipments.save, lateShipments.keep],
  emits: [shipmentLate],
}, async ({ payload, dueAt, now, commit }) => {
  const change = flagLate(await shipments.need(payload.shipmentId), dueAt, now);
  await commit({ writes: [shipments.save(change), lateShipments.keep(change.after)] });
});
