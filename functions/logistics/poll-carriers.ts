import { everything } from '../../shared/kernel/page.ts';
import { schedule } from '../../shared/kernel/schedule.ts';
import { dueOf } from '../../shared/kernel/waiting.ts';
import { quietShipments, shipments } from '../../shared/logistics/store.ts';
import { requestTracking } from '../../shared/logistics/tracking-request.ts';

export const { contract, handler } = schedule({
  summary: 'Has carriers asked about shipments that nothing has been heard of for long, then ever more seldom.',
  every: 'hour',
  touches: [shipments.quiet, requestTracking],
  timeout: 300_000,
}, async ({ now }) => {
  const due = await Promise.all(
    quietShipments.partitions().map((one) => dueOf(everything(shipments.quiet, one), now)),
  );
  await requestTracking(
    due.flat().map(({ shipmentId, askAgainAt }) => ({ key: `${shipmentId}@${askAgainAt}`, message: { shipmentId } })),
  );
});
