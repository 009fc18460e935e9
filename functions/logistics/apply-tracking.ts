import { forOrders } from '../../shared/kernel/contract.ts';
import { job } from '../../shared/kernel/job.ts';
import { carrierNoticeReceived } from '../../shared/logistics/events.ts';
import { report, reportFacts } from '../../shared/logistics/shipment.ts';
import { advance, advancing, shipments } from '../../shared/logistics/store.ts';

export const { contract, handler } = job({
  summary: "Brings a shipment up to date with a carrier's notice.",
  on: carrierNoticeReceived,
  // Carriers know other shippers too, and other stages of ours; the notice itself is kept.
  final: ['not-found'],
  concurrency: forOrders(3),
  touches: [shipments.need, advancing],
  emits: reportFacts,
}, async ({ message: { data: { reference, scan, carrier } }, now, commit }) => {
  const shipment = await shipments.need(reference);
  await commit({ writes: [advance(report(shipment, [scan], carrier, now), now)] });
});
