import * as z from 'zod';
import { Instant } from '../kernel/values/clock.ts';
import { desk, waitsAt } from '../kernel/policy/desk.ts';
import { id, MerchantId } from '../kernel/values/ids.ts';
import { BasisPoints } from '../kernel/values/rate.ts';
import { waitingIn } from '../kernel/policy/pile.ts';
import { CarrierName } from './carriers/carrier.ts';
import { Finding, type CarrierReview } from './contracts/review.ts';
import type { NoticePile } from './notice-pile.ts';
import { CarrierNoticeId } from './notice.ts';
import { TroubleReason, UnreadReason } from './policy.ts';
import { ShipmentState, type Shipment } from './shipment.ts';

export const troubledShipmentDesk = desk('troubled-shipments', {
  summary:
    'Parcels that a carrier refused, that are overdue, missed on their way, in an exception, or travel although they were called off.',
  roles: ['support', 'operator', 'admin'],
  shows: z.object({
    orderId: id('order'),
    merchantId: MerchantId,
    state: ShipmentState,
    reason: TroubleReason,
    detail: z.string().optional(),
    carrier: z.string().optional(),
    waybill: z.string().optional(),
    askedAt: Instant.optional().meta({ description: 'When its carrier was asked' }),
    replyDueAt: Instant.optional().meta({ description: 'When it has to answer' }),
    silentSince: Instant.optional().meta({ description: 'Since when it is late with that' }),
    reply: z.string().optional().meta({ description: 'What it has said' }),
  }),
  sample: {
    orderId: 'ord_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    merchantId: 'mer_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    state: 'booked',
    reason: 'overdue',
    carrier: 'swift',
    waybill: 'SW123456789',
  },
  clock: { firstAnswer: 'PT24H', resolution: 'PT72H' },
  escalate: 'admin',
  actions: ['logistics/resolve-shipment', 'logistics/ask-carrier', 'logistics/record-carrier-answer'],
});

export const shipmentWaits = waitsAt(
  troubledShipmentDesk,
  ({ trouble, orderId, merchantId, state, carrier, carrierName, waybill }: Shipment) =>
    trouble && {
      since: trouble.since,
      shows: {
        orderId,
        merchantId,
        state,
        reason: trouble.reason,
        detail: trouble.detail,
        carrier: carrierName ?? carrier,
        waybill,
        askedAt: trouble.asked?.askedAt,
        replyDueAt: trouble.asked?.replyDueAt,
        silentSince: trouble.asked?.silentSince,
        reply: trouble.asked?.reply,
      },
    },
);

export const carrierNoticeDesk = desk('carrier-notices', {
  summary: 'What carriers have told and nothing could be done with: for each carrier and reason, all of it together.',
  roles: ['operator', 'support', 'admin'],
  shows: z.object({
    carrier: CarrierName,
    reason: UnreadReason,
    waiting: z.int().meta({ description: 'Notices that nobody has seen to' }),
    count: z.int().meta({ description: 'Notices that have ever come to it: what is set aside is named by it' }),
    latestNoticeId: CarrierNoticeId,
    latestAt: Instant,
  }),
  sample: {
    carrier: 'swift',
    reason: 'unknown-parcel',
    waiting: 2,
    count: 14,
    latestNoticeId: 'cnt_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    latestAt: '2026-11-22T08:00:00.000Z',
  },
  clock: { firstAnswer: 'PT24H', resolution: 'PT72H' },
  escalate: 'admin',
  actions: ['logistics/record-carrier-notice', 'logistics/set-aside-carrier-notices'],
});

export const pileWaits = waitsAt(
  carrierNoticeDesk,
  (pile: NoticePile) => {
    const { since, carrier, reason, count, latestNoticeId, latestAt } = pile;
    const waiting = waitingIn(pile);
    return waiting > 0 ? { since, shows: { carrier, reason, waiting, count, latestNoticeId, latestAt } } : undefined;
  },
);

export const carrierReviewDesk = desk('carrier-reviews', {
  summary: 'What carriers did in a month, to be judged against what they have promised.',
  roles: ['operator', 'admin'],
  shows: z.object({
    carrier: CarrierName,
    month: z.string(),
    findings: z.array(Finding),
    delivered: z.int(),
    inTimeShare: BasisPoints.optional(),
  }),
  sample: { carrier: 'swift', month: '2026-10', findings: ['late-too-often'], delivered: 14, inTimeShare: 8571 },
  clock: { firstAnswer: 'P7D', resolution: 'P14D' },
  escalate: 'admin',
  actions: ['logistics/judge-carrier'],
});

export const reviewWaits = waitsAt(
  carrierReviewDesk,
  ({ state, openedAt, carrier, month, findings, figures: { delivered, inTimeShare } }: CarrierReview) =>
    state === 'open'
      ? { since: openedAt, shows: { carrier, month, findings: [...findings], delivered, inTimeShare } }
      : undefined,
);
