/** What is known of how a buyer asks for returns: when, and when one was decided against him. */
import { changed, created, type Change, type Versioned } from '../kernel/store/change.ts';
import { after, type Duration, type Instant } from '../kernel/values/clock.ts';
import type { AccountId } from '../kernel/values/ids.ts';

/** Its id is the buyer's. */
export interface ReturnRecord extends Versioned {
  readonly id: AccountId;
  readonly asked: readonly Instant[];
  readonly lost: readonly Instant[];
}

/** How many of each are remembered: more than any rule may ask for. */
const remembered = 60;

/** Notes that a buyer asks for a return, or that one was decided against him. */
export const note = (
  record: ReturnRecord | undefined,
  buyerId: AccountId,
  what: 'asked' | 'lost',
  now: Instant,
): Change<ReturnRecord> => {
  const next = [...(record?.[what] ?? []), now].slice(-remembered);
  return record
    ? changed<ReturnRecord>(record, { [what]: next })
    : created<ReturnRecord>({ id: buyerId, asked: [], lost: [], [what]: next });
};

/** What a record may say at the most, of the time before now. */
export interface GoodRecord {
  readonly within: Duration;
  readonly mostAsked: number;
  readonly mostLost: number;
}

/** Whether a buyer asks for no more than others do, and is right when he does. */
export const isGood = (record: ReturnRecord | undefined, { within, mostAsked, mostLost }: GoodRecord, now: Instant) => {
  const lately = (times: readonly Instant[] = []): number => times.filter((at) => after(at, within) >= now).length;
  return lately(record?.asked) <= mostAsked && lately(record?.lost) <= mostLost;
};
