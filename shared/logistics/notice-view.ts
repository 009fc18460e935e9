import * as z from 'zod';
import { Instant } from '../kernel/values/clock.ts';
import { AccountId, id } from '../kernel/values/ids.ts';
import { personal } from '../kernel/values/personal.ts';
import { CarrierName } from './carriers/carrier.ts';
import { CarrierNoticeId, type CarrierNotice } from './notice.ts';
import { UnreadReason } from './policy.ts';
import { ReportedStep, Scan } from './scan.ts';

/** What lists show of a carrier's notice. */
export const CarrierNoticeRow = z.object({
  noticeId: CarrierNoticeId,
  carrier: CarrierName,
  receivedAt: Instant,
  unread: UnreadReason.optional().meta({ description: 'Why a person has to read it' }),
  reference: z.string().optional().meta({ description: 'The parcel that it names' }),
  waybill: z.string().optional(),
  scan: Scan.optional(),
  recorded: z.object({ shipmentId: id('shipment'), step: ReportedStep, by: AccountId, at: Instant }).optional(),
}).meta({ id: 'CarrierNoticeRow' });

/** All of it. */
export const CarrierNoticeView = CarrierNoticeRow.extend({
  text: personal(z.string()).meta({
    personal: true,
    description: 'The beginning of what came; what could do harm is written out (`\\u202e`)',
  }),
});

export const noticeRow = (
  { id: noticeId, carrier, receivedAt, unread, notice, recorded }: CarrierNotice,
): z.input<typeof CarrierNoticeRow> => ({
  noticeId,
  carrier,
  receivedAt,
  unread,
  reference: notice?.reference,
  waybill: notice?.waybill,
  scan: notice?.scan,
  recorded,
});

export const noticeView = (notice: CarrierNotice): z.input<typeof CarrierNoticeView> => ({
  ...noticeRow(notice),
  text: notice.text,
});
