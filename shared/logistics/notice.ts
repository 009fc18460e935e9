import { created, type Change, type Versioned } from '../kernel/change.ts';
import type { Instant } from '../kernel/clock.ts';
import type { CarrierName, Notice } from './carrier.ts';
import { carrierNoticeReceived } from './events.ts';

/** A carrier's notice, kept as it was understood. */
export interface CarrierNotice extends Versioned {
  readonly carrier: CarrierName;
  readonly notice: Notice;
  readonly receivedAt: Instant;
}

/** A notice's id here: carriers number theirs without knowing of each other. */
export const noticeId = (carrier: CarrierName, { id }: Notice): string => `${carrier}:${id}`;

/** Keeps a notice, which is worked on afterwards. */
export const receiveNotice = (carrier: CarrierName, notice: Notice, now: Instant): Change<CarrierNotice> => {
  const id = noticeId(carrier, notice);
  const { reference, waybill, scan } = notice;
  return created<CarrierNotice>(
    { id, carrier, notice, receivedAt: now },
    carrierNoticeReceived({ noticeId: id, carrier, reference, waybill, scan }),
  );
};
