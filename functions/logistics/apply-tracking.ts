import { forOrders } from '../../shared/kernel/contract.ts';
import { job } from '../../shared/kernel/job.ts';
import { Broken } from '../../shared/kernel/problems.ts';
import { carrierNoticeReceived, carrierNoticeUnread } from '../../shared/logistics/events.ts';
import { leaveToPerson } from '../../shared/logistics/notice.ts';
import { hasSay, report, reportFacts } from '../../shared/logistics/shipment.ts';
import { advance, advancing, carrierNotices, shipments } from '../../shared/logistics/store.ts';

export const { contract, handler } = job({
  summary: "Brings a shipment up to date with a carrier's notice.",
  on: carrierNoticeReceived,
  // Carriers know other shippers too, and other stages of ours; the notice itself is kept.
  final: ['not-found'],
  concurrency: forOrders(3),
  touches: [shipments.need, carrierNotices.get, carrierNotices.save, advancing],
  emits: [...reportFacts, carrierNoticeUnread],
}, async ({ message: { data: { noticeId, reference, scan, carrier } }, now, commit }) => {
  const shipment = await shipments.need(reference);
  if (hasSay(shipment, carrier)) {
    return commit({ writes: [advance(report(shipment, [scan], carrier, now), now)] });
  }
  const notice = await carrierNotices.get(noticeId);
  if (!notice) throw new Broken(`${noticeId} was told of and never kept`);
  return commit({ writes: [carrierNotices.save(leaveToPerson(notice, shipment.id))] });
});
