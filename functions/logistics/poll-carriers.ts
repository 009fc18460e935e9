import { between } from '../../shared/kernel/clock.ts';
import { schedule } from '../../shared/kernel/schedule.ts';
import { shipmentTimes } from '../../shared/logistics/rulebooks.ts';
import { quietShipments, shipments } from '../../shared/logistics/store.ts';
import { requestTracking } from '../../shared/logistics/tracking-request.ts';

export const { contract, handler } = schedule({
  summary: 'Has carriers asked about shipments that nothing has been heard of for long, the longest unheard of first.',
  every: 'hour',
  touches: [shipments.quiet, shipmentTimes.current, requestTracking],
}, async ({ now }) => {
  const lists = quietShipments.partitions().map((one) => shipments.quiet(one, { limit: 100 }));
  const [{ askCarrierAfter }, ...pages] = await Promise.all([shipmentTimes.current(now), ...lists]);
  const oldest = pages.flatMap(({ items }) => items);
  const quiet = oldest.filter(({ heardAt }) => between(heardAt, now) >= askCarrierAfter);
  await requestTracking(
    quiet.map(({ shipmentId, heardAt }) => ({ key: `${shipmentId}@${heardAt}`, message: { shipmentId } })),
  );
});
