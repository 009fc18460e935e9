import { job } from '../../shared/kernel/doors/job.ts';
import { carrierNoticeReceived, carrierNoticeUnread } from '../../shared/logistics/events.ts';
import { leaveToPerson } from '../../shared/logistics/notice.ts';
import { hasSay, report, reportFacts } from '../../shared/logistics/shipment.ts';
import { advance, advancing, carrierNotices, shipmentTold } from '../../shared/logistics/store.ts';

export const { contract, handler } = job({
  summary: "Brings a shipment up to date with a carrier's notice; one about no parcel that it carries is for a person.",
  queue: 'carriers',
  on: carrierNoticeReceived,
  touches: [shipmentTold, carrierNotices.need, carrierNotices.save, advancing],
  emits: [...reportFacts, carrierNoticeUnread],
}, async ({ message: { data: { noticeId, scan, carrier, ...parcel } }, now, commit }) => {
  const shipment = await shipmentTold(carrier, parcel);
  if (shipment && hasSay(shipment, carrier)) {
    return commit({ writes: [advance(report(shipment, [scan], carrier, now), now)] });
  }
  const notice = await carrierNotices.need(noticeId);
  const reason = shipment ? 'another-carrier' : 'unknown-parcel';
  return commit({ writes: [carrierNotices.save(leaveToPerson(notice, reason, now))] });
});
