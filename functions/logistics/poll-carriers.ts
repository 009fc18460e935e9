import { schedule } from '../../shared/kernel/doors/schedule.ts';
import { askAboutDue } from '../../shared/kernel/store/waiting.ts';
import { carriersPerRun } from '../../shared/logistics/policy.ts';
import { quietShipments, shipments } from '../../shared/logistics/store.ts';
import { requestTracking } from '../../shared/logistics/tracking-request.ts';

export const { contract, handler } = schedule({
  summary: 'Has carriers asked about shipments that nothing has been heard of for long, then ever more seldom.',
  every: 'minute',
  inLanes: true,
  touches: [shipments.quiet, requestTracking],
  timeout: 50_000,
}, ({ now, share }) =>
  askAboutDue(
    { list: shipments.quiet, partitions: share(quietShipments.partitions()), now, limit: carriersPerRun },
    (due) =>
      requestTracking(
        due.map(({ shipmentId, askAgainAt }) => ({ key: `${shipmentId}@${askAgainAt}`, message: { shipmentId } })),
      ),
  ));
