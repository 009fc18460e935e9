import { changed, created, type Change, type Versioned } from '../kernel/change.ts';
import type { Instant } from '../kernel/clock.ts';
import type { Id } from '../kernel/ids.ts';
import { hashOf } from '../kernel/once.ts';
import type { CarrierName, Notice } from './carrier.ts';
import { carrierNoticeReceived, carrierNoticeUnread } from './events.ts';

/** A carrier's signed notice: as it was understood, or the beginning of what was not. */
export interface CarrierNotice extends Versioned {
  readonly carrier: CarrierName;
  readonly notice?: Notice;
  readonly unread?: string;
  /** It is about a parcel of ours that this carrier has no say about. */
  readonly strange?: boolean;
  readonly receivedAt: Instant;
}

/** Keeps a notice, which is worked on afterwards. Carriers number theirs without knowing of each other. */
export const receiveNotice = (carrier: CarrierName, notice: Notice, now: Instant): Change<CarrierNotice> => {
  const id = `${carrier}:${notice.id}`;
  const { reference, waybill, scan } = notice;
  return created<CarrierNotice>(
    { id, carrier, notice, receivedAt: now },
    carrierNoticeReceived({ noticeId: id, carrier, reference, waybill, scan }),
  );
};

/** Characters that are kept of a notice that nobody understands. */
const keptUnread = 4000;

/**
 * Keeps a notice that does not say which parcel it is about, for a person to read: the carrier has done its part, and to
 * refuse it would only bring it again.
 */
export const receiveUnread = (carrier: CarrierName, body: object, now: Instant): Change<CarrierNotice> => {
  const id = `${carrier}:unread:${hashOf(body)}`;
  const unread = JSON.stringify(body).slice(0, keptUnread);
  return created<CarrierNotice>(
    { id, carrier, unread, receivedAt: now },
    carrierNoticeUnread({ noticeId: id, carrier, said: unread.slice(0, 500) }),
  );
};

/** Leaves a notice to a person that is about a parcel which another carrier has: it changes nothing there. */
export const leaveToPerson = (notice: CarrierNotice, shipmentId: Id<'shipment'>): Change<CarrierNotice> =>
  changed<CarrierNotice>(
    notice,
    { strange: true },
    carrierNoticeUnread({
      noticeId: notice.id,
      carrier: notice.carrier,
      said: JSON.stringify(notice.notice).slice(0, 500),
      shipmentId,
    }),
  );
