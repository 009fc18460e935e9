import { changed, created, type Change, type Versioned } from '../kernel/store/change.ts';
import type { Instant } from '../kernel/values/clock.ts';
import { derivedId, id, type AccountId, type Id } from '../kernel/values/ids.ts';
import { hashOf } from '../kernel/store/once.ts';
import { Problem } from '../kernel/problems.ts';
import { legible } from '../kernel/values/text.ts';
import type { CarrierName, Notice } from './carriers/carrier.ts';
import { carrierNoticeReceived, carrierNoticeRecorded, carrierNoticeUnread } from './events.ts';
import { keptOfNotice, type UnreadReason } from './policy.ts';
import type { Scan } from './scan.ts';

export type CarrierNoticeId = Id<'carrierNotice'>;
export const CarrierNoticeId = id('carrierNotice');

/** A carrier's signed notice: what came, and what was understood of it. */
export interface CarrierNotice extends Versioned {
  readonly id: CarrierNoticeId;
  readonly carrier: CarrierName;
  /** The beginning of what came, as it may be shown. */
  readonly text: string;
  /** None when it does not say which parcel it is about. */
  readonly notice?: Notice;
  readonly receivedAt: Instant;
  /** Why a person has to read it, and where that was found out: it waits in the pile of its carrier and reason. */
  readonly unread?: UnreadReason;
  /** What a person has made of it. */
  readonly recorded?: {
    readonly shipmentId: Id<'shipment'>;
    readonly step: Scan['step'];
    readonly by: AccountId;
    readonly at: Instant;
  };
}

/**
 * Keeps a notice by the words that came. The same words are the same notice, however often they come; carriers number theirs without knowing of each
 * other, and not all as they should. What names a parcel is worked on afterwards; what names none is left to a person: the
 * carrier has done its part, and to refuse it would only bring it again.
 */
export const receiveNotice = (
  carrier: CarrierName,
  body: string,
  notice: Notice | undefined,
  now: Instant,
): Change<CarrierNotice> => {
  const noticeId = derivedId('carrierNotice', `${carrier} ${hashOf(body)}`);
  const kept = { id: noticeId, carrier, text: legible(body, keptOfNotice), receivedAt: now };
  if (!notice) {
    return created<CarrierNotice>(
      { ...kept, unread: 'names-no-parcel' },
      carrierNoticeUnread({ noticeId, carrier, reason: 'names-no-parcel', at: now }),
    );
  }
  const { reference, waybill, scan } = notice;
  return created<CarrierNotice>(
    { ...kept, notice },
    carrierNoticeReceived({ noticeId, carrier, ...(reference && { reference }), waybill, scan }),
  );
};

/** Leaves a notice to a person that is about no parcel of ours, or about one that another carrier has. */
export const leaveToPerson = (
  notice: CarrierNotice,
  reason: Exclude<UnreadReason, 'names-no-parcel'>,
  now: Instant,
): Change<CarrierNotice> =>
  changed<CarrierNotice>(
    notice,
    { unread: reason },
    carrierNoticeUnread({ noticeId: notice.id, carrier: notice.carrier, reason, at: now }),
  );

/** What a person makes of a notice: which parcel it is about, and what it says of it. */
interface Reading {
  readonly shipmentId: Id<'shipment'>;
  readonly step: Scan['step'];
  readonly note: string;
  readonly by: AccountId;
}

/**
 * Notes what a person has made of a notice.
 * @throws Problem illegal-step unless it waits for one: it was understood, or somebody has recorded it
 */
export const recordNotice = (
  notice: CarrierNotice,
  { shipmentId, step, note, by }: Reading,
  now: Instant,
): Change<CarrierNotice> => {
  if (!notice.unread) throw new Problem('illegal-step', 'This notice was understood');
  if (notice.recorded) throw new Problem('illegal-step', `${notice.recorded.by} has recorded it`);
  return changed<CarrierNotice>(
    notice,
    { recorded: { shipmentId, step, by, at: now } },
    carrierNoticeRecorded({ noticeId: notice.id, carrier: notice.carrier, shipmentId, step, note, at: now }),
  );
};
