import * as z from 'zod';
import { Instant } from '../../../shared/kernel/values/clock.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { id } from '../../../shared/kernel/values/ids.ts';
import { seenToOne } from '../../../shared/kernel/policy/pile.ts';
import { prose } from '../../../shared/kernel/values/text.ts';
import { carrierNoticeRecorded } from '../../../shared/logistics/events.ts';
import { pileOf } from '../../../shared/logistics/notice-pile.ts';
import { CarrierNoticeRow, noticeRow } from '../../../shared/logistics/notice-view.ts';
import { CarrierNoticeId, recordNotice } from '../../../shared/logistics/notice.ts';
import { ScanStep } from '../../../shared/logistics/scan.ts';
import { report, reportFacts } from '../../../shared/logistics/shipment.ts';
import { advance, advancing, carrierNotices, noticePiles, shipments } from '../../../shared/logistics/store.ts';

export const { contract, handler } = endpoint({
  summary: "Says which parcel a carrier's notice is about, and what it tells of it: the shipment goes on by it.",
  route: 'POST /v1/carrier-notices/{noticeId}/record',
  audience: 'operator',
  callers: ['operator', 'support', 'admin'],
  audited: { reason: 'note' },
  idempotent: true,
  input: z.strictObject({
    noticeId: CarrierNoticeId,
    shipmentId: id('shipment'),
    step: ScanStep,
    at: Instant.optional().meta({ description: 'Without it, when the notice says that it was, or else came' }),
    note: prose(500),
  }),
  answer: { 200: CarrierNoticeRow },
  problems: ['not-found', 'illegal-step', 'taken-by-another'],
  touches: [carrierNotices.need, carrierNotices.save, noticePiles.need, noticePiles.save, shipments.need, advancing],
  emits: [carrierNoticeRecorded, ...reportFacts],
}, async ({ input: { noticeId, shipmentId, step, note, at }, caller, now, commit }) => {
  const [notice, shipment] = await Promise.all([carrierNotices.need(noticeId), shipments.need(shipmentId)]);
  const change = recordNotice(notice, { shipmentId, step, note, by: caller.accountId }, now);
  const pile = await noticePiles.need(pileOf(notice.carrier, notice.unread!));
  const scan = { step, at: at ?? notice.notice?.scan.at ?? notice.receivedAt, place: notice.notice?.scan.place ?? '' };
  return commit({
    writes: [
      carrierNotices.save(change),
      noticePiles.save(seenToOne(pile, notice.receivedAt)),
      advance(report(shipment, [scan], 'staff', now), now),
    ],
    answer: noticeRow(change.after),
  });
});
