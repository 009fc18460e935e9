import { changed, created, type Change, type Versioned } from '../store/change.ts';
import type { Instant } from '../values/clock.ts';
import type { Fact } from '../events.ts';
import { Problem } from '../problems.ts';

/**
 * Things of one kind that a person has to look at: one item that waits, however many there are. So who goes wrong ten
 * thousand times fills no desk. The things themselves are kept each, in a list behind it.
 */
export interface Pile extends Versioned {
  readonly id: string;
  /** The things that have ever come to it. */
  readonly count: number;
  /** How many of them a person has seen to. */
  readonly seenTo: number;
  /** When somebody last set aside what was there. */
  readonly setAsideAt?: Instant;
  /** Since when something waits here. */
  readonly since: Instant;
  readonly latestAt: Instant;
}

/** How many things wait in it: never fewer than nobody has seen to. */
export const waitingIn = ({ count, seenTo }: Pick<Pile, 'count' | 'seenTo'>): number => count - seenTo;

/** Puts one thing more on a pile. @param newest what the pile says of it, and of itself when there is none yet */
export const gather = <P extends Pile>(
  pile: P | undefined,
  newest: Omit<P, Exclude<keyof Pile, 'id'>>,
  at: Instant,
): Change<P> =>
  pile
    ? changed<P>(pile, {
      ...newest,
      latestAt: at,
      count: pile.count + 1,
      since: waitingIn(pile) > 0 ? pile.since : at,
    } as unknown as Partial<P>)
    : created<P>({ ...newest, latestAt: at, count: 1, seenTo: 0, since: at } as unknown as Omit<P, 'version'>);

/** One of its things has been seen to by itself. What had been set aside with others was counted with them. */
export const seenToOne = <P extends Pile>(pile: P, cameAt: Instant): Change<P> =>
  changed<P>(
    pile,
    {
      seenTo: pile.setAsideAt && cameAt <= pile.setAsideAt ? pile.seenTo : Math.min(pile.seenTo + 1, pile.count),
    } as Partial<P>,
  );

/**
 * Sets aside what a person has seen of it. What has come since stays.
 * @param count the things that had come to it when the person looked
 * @param fact what is told of it, by how many are set aside
 * @throws Problem illegal-step when nothing of that waits
 */
export const setAside = <P extends Pile>(
  pile: P | undefined,
  count: number,
  fact: (things: number) => Fact,
  now: Instant,
): Change<P> => {
  if (!pile || count <= pile.seenTo || count > pile.count) {
    throw new Problem('illegal-step', `Of ${pile?.count ?? 0}, ${pile?.seenTo ?? 0} have been seen to`);
  }
  return changed<P>(pile, { seenTo: count, setAsideAt: now } as Partial<P>, fact(count - pile.seenTo));
};
