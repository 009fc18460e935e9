import * as z from 'zod';
import { forOrders } from '../../../shared/kernel/doors/concurrency.ts';
import { deadline } from '../../../shared/kernel/doors/deadline.ts';
import { due } from '../../../shared/kernel/store/due.ts';
import { id } from '../../../shared/kernel/values/ids.ts';
import { shipmentException } from '../../../shared/logistics/events.ts';
import { parcelTroubles } from '../../../shared/logistics/rulebooks.ts';
import { shipments } from '../../../shared/logistics/store.ts';
import { lookAgainAt, missed } from '../../../shared/logistics/troubles/watch.ts';

export const { contract, handler } = deadline({
  summary:
    'Looks whether a parcel on its way is missed: nothing is heard of it, or it should have been there long ago.',
  payload: z.strictObject({ shipmentId: id('shipment') }),
  final: ['illegal-step'],
  concurrency: forOrders(2),
  touches: [shipments.need, shipments.save, parcelTroubles.current, due.set],
  emits: [shipmentException],
}, async ({ payload, now, commit }) => {
  const [shipment, rules] = await Promise.all([shipments.need(payload.shipmentId), parcelTroubles.current(now)]);
  const change = missed(shipment, rules, now);
  await commit({
    writes: [
      change
        ? shipments.save(change)
        : due.set(lookAgainAt(shipment, rules), 'logistics/watch-parcel', payload),
    ],
  });
});
