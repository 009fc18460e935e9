import { changed, type Change } from '../kernel/store/change.ts';
import { after, type Instant } from '../kernel/values/clock.ts';
import type { Clock, Desk, DeskItem } from '../kernel/policy/desk.ts';
import type { AccountId } from '../kernel/values/ids.ts';
import { Problem } from '../kernel/problems.ts';
import {
  deskClockMissed,
  deskItemHandedOver,
  deskItemNoted,
  deskItemReleased,
  deskItemSnoozed,
  deskItemTaken,
} from './events.ts';
import { longestSnooze } from './policy.ts';

const about = ({ desk, id: itemId, since }: DeskItem, at: Instant) => ({ desk, itemId, since, at });

/** @throws Problem illegal-step when it does not wait any more */
const mustWait = ({ settledAt }: DeskItem): void => {
  if (settledAt) throw new Problem('illegal-step', `It was settled at ${settledAt}`);
};

/** @throws Problem illegal-step, taken-by-another */
const mustBeFree = (item: DeskItem, by: AccountId): void => {
  mustWait(item);
  if (item.holder && item.holder !== by) throw new Problem('taken-by-another', `${item.holder} has it`);
};

/** Whoever takes it first has answered, and stays accountable. */
const takenBy = ({ accountable, takenAt }: DeskItem, by: AccountId, now: Instant): Partial<DeskItem> => ({
  holder: by,
  accountable: accountable ?? by,
  takenAt: takenAt ?? now,
});

/**
 * Takes it; what a colleague has, only from that very colleague, so that nobody takes anything over unawares. Nothing
 * changes when one has it already.
 * @throws Problem illegal-step, taken-by-another
 */
export const take = (item: DeskItem, by: AccountId, over: AccountId | undefined, now: Instant): Change<DeskItem> => {
  mustWait(item);
  if (item.holder === by) return changed(item, {});
  if (item.holder !== over) mustBeFree(item, by);
  return changed(item, takenBy(item, by, now), deskItemTaken({ ...about(item, now), by, over: item.holder }));
};

/** Gives it to a colleague; who has not taken it takes it first. @throws Problem illegal-step, taken-by-another */
export const handOver = (
  item: DeskItem,
  { by, to, note }: { by: AccountId; to: AccountId; note: string },
  now: Instant,
): Change<DeskItem> => {
  mustBeFree(item, by);
  return changed(
    item,
    { ...takenBy(item, by, now), holder: to, snoozedUntil: undefined },
    deskItemHandedOver({ ...about(item, now), by, to, note }),
  );
};

/** Notes something, whoever has it. @throws Problem illegal-step */
export const note = (item: DeskItem, by: AccountId, text: string, now: Instant): Change<DeskItem> => {
  mustWait(item);
  return changed(item, {}, deskItemNoted({ ...about(item, now), by, note: text }));
};

/**
 * Puts it off: until then it is in nobody's list of what waits. Its clocks run on.
 * @throws Problem illegal-step, also when that is too long; taken-by-another
 */
export const snooze = (
  item: DeskItem,
  { by, until, reason }: { by: AccountId; until: Instant; reason: string },
  now: Instant,
): Change<DeskItem> => {
  mustBeFree(item, by);
  if (until <= now || until > after(now, longestSnooze)) {
    throw new Problem('illegal-step', `It can be put off until ${after(now, longestSnooze)}`);
  }
  return changed(
    item,
    { ...takenBy(item, by, now), snoozedUntil: until },
    deskItemSnoozed({ ...about(item, now), by, until, reason }),
  );
};

/** Lets go of it: it waits for anybody. @throws Problem illegal-step unless one has it */
export const release = (item: DeskItem, by: AccountId, reason: string, now: Instant): Change<DeskItem> => {
  mustBeFree(item, by);
  if (!item.holder) throw new Problem('illegal-step', 'Nobody has taken it');
  return changed(
    item,
    { holder: undefined, snoozedUntil: undefined },
    deskItemReleased({ ...about(item, now), by, reason }),
  );
};

/** Back into the list, if it still sleeps until then; otherwise nothing. */
export const wake = (item: DeskItem, until: Instant): Change<DeskItem> | undefined =>
  item.settledAt || item.snoozedUntil !== until ? undefined : changed(item, { snoozedUntil: undefined });

/** Whether it waits since then; what is settled and comes back waits anew, with other clocks. */
export const waitsSince = (item: DeskItem | undefined, since: Instant): item is DeskItem =>
  item !== undefined && !item.settledAt && item.since === since;

/**
 * What a clock that has run out comes to: a breach, told once, when nobody had taken it, or it is not settled. What
 * has been put off does not sleep through the end of its time.
 */
export const missed = (desk: Desk, item: DeskItem, clock: Clock, now: Instant): Change<DeskItem> | undefined => {
  if (item.settledAt) return undefined;
  const told = (tell: Desk['escalate']) =>
    deskClockMissed({ ...about(item, now), clock, tell, ...(item.holder && { holder: item.holder }) });
  if (clock === 'first-answer') {
    const inTime = item.takenAt && item.takenAt <= item.answerBy;
    return inTime || item.answerMissedAt ? undefined : changed(item, { answerMissedAt: now }, told(desk.roles[0]));
  }
  return item.resolutionMissedAt
    ? undefined
    : changed(item, { resolutionMissedAt: now, snoozedUntil: undefined }, told(desk.escalate));
};
