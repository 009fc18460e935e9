import * as z from 'zod';
import { changed, created, type Change, type Versioned } from '../kernel/change.ts';
import type { Instant } from '../kernel/clock.ts';
import { Problem } from '../kernel/problems.ts';
import { CarrierName } from './carrier.ts';
import { carrierNoticesSetAside } from './events.ts';
import type { CarrierNotice, CarrierNoticeId } from './notice.ts';
import { UnreadReason } from './policy.ts';

/** `swift-unknown-parcel` */
export type PileId = z.infer<typeof PileId>;
export const PileId = z.enum(
  CarrierName.options.flatMap((carrier) => UnreadReason.options.map((reason) => `${carrier}-${reason}` as const)),
).meta({ id: 'CarrierNoticePileId' });

export const pileOf = (carrier: CarrierName, reason: UnreadReason): PileId => `${carrier}-${reason}`;

/**
 * What a carrier has told and nothing could be done with, for one reason: one thing that waits for a person, however many
 * notices it holds. So a carrier that goes wrong ten thousand times fills no desk.
 */
export interface NoticePile extends Versioned {
  readonly id: PileId;
  readonly carrier: CarrierName;
  readonly reason: UnreadReason;
  /** The notices that have ever come to it. */
  readonly count: number;
  /** How many of them a person has seen to. */
  readonly seenTo: number;
  /** When somebody last set aside what was there. */
  readonly setAsideAt?: Instant;
  /** Since when something waits here. */
  readonly since: Instant;
  readonly latestNoticeId: CarrierNoticeId;
  readonly latestAt: Instant;
}

/** Puts a notice on its pile. */
export const gather = (
  pile: NoticePile | undefined,
  { noticeId, carrier, reason, at }: {
    noticeId: CarrierNoticeId;
    carrier: CarrierName;
    reason: UnreadReason;
    at: Instant;
  },
): Change<NoticePile> => {
  const newest = { latestNoticeId: noticeId, latestAt: at };
  return pile
    ? changed<NoticePile>(pile, {
      ...newest,
      count: pile.count + 1,
      since: waitingIn(pile) > 0 ? pile.since : at,
    })
    : created<NoticePile>({
      ...newest,
      id: pileOf(carrier, reason),
      carrier,
      reason,
      count: 1,
      seenTo: 0,
      since: at,
    });
};

/** How many notices wait in it: never fewer than nobody has seen to. */
export const waitingIn = ({ count, seenTo }: NoticePile): number => count - seenTo;

/** One of its notices has been recorded. What had been set aside with others was counted with them. */
export const seenToOne = (pile: NoticePile, { receivedAt }: CarrierNotice): Change<NoticePile> =>
  changed<NoticePile>(pile, {
    seenTo: pile.setAsideAt && receivedAt <= pile.setAsideAt ? pile.seenTo : Math.min(pile.seenTo + 1, pile.count),
  });

/**
 * Sets aside what a person has seen of it. What has come since stays.
 * @param count the notices that had come to it when the person looked
 * @throws Problem illegal-step when nothing of that waits
 */
export const setAside = (
  pile: NoticePile | undefined,
  { count, reason }: { count: number; reason: string },
  now: Instant,
): Change<NoticePile> => {
  if (!pile || count <= pile.seenTo || count > pile.count) {
    throw new Problem('illegal-step', `Of ${pile?.count ?? 0} notices, ${pile?.seenTo ?? 0} have been seen to`);
  }
  return changed<NoticePile>(
    pile,
    { seenTo: count, setAsideAt: now },
    carrierNoticesSetAside({ pileId: pile.id, notices: count - pile.seenTo, reason, at: now }),
  );
};
