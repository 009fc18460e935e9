import { after, between, type Duration, type Instant } from '../values/clock.ts';
import type { Page, PageRequest } from './page.ts';

/** What a poller sees of something that waits for somebody outside. */
export interface Waiting {
  /** From when he is asked about it. */
  readonly askAgainAt: Instant;
}

/** How many of what is due are asked about in one run, in each partition of the list, unless it says otherwise. */
export const pollLimit = 1500;

/** What is held of a partition at once. */
const perPage = 100;

/**
 * When to ask again about what has waited since then: ever more seldom, after a quarter of the time that it has waited
 * already. Nobody hears of lost news much later than that, and what never ends costs little.
 */
export const nextLook = (
  since: Instant,
  now: Instant,
  { soonest, latest }: { readonly soonest: Duration; readonly latest: Duration },
): Instant => after(now, Math.min(Math.max(between(since, now) / 4, soonest), latest));

interface Round<W> {
  /** In the order of `askAgainAt`. */
  readonly list: (partition: string, page: PageRequest) => Promise<Page<W>>;
  readonly partitions: readonly string[];
  readonly now: Instant;
  readonly limit?: number;
}

/**
 * Has what is due by now asked about, longest due first, all partitions side by side. A page is handed over before the
 * next one is read, so however much is due, a run holds a page of each partition. What a run does not come to, because it
 * is over the limit, cut off or refused, comes first in the next: nothing is kept of how far one was. Who is asked
 * about something puts it to the back of the list, so nothing that waits long hides what waits behind it.
 * @throws what handing over threw, once the other partitions have been seen to
 */
export const askAboutDue = async <W extends Waiting>(
  { list, partitions, now, limit = pollLimit }: Round<W>,
  ask: (due: W[]) => Promise<void>,
): Promise<void> => {
  const ofPartition = async (partition: string): Promise<void> => {
    let left = limit;
    let cursor: string | undefined;
    do {
      const page: Page<W> = await list(partition, { limit: Math.min(perPage, left), cursor });
      const due = page.items.filter(({ askAgainAt }) => askAgainAt <= now);
      if (due.length > 0) await ask(due);
      left -= due.length;
      cursor = due.length === page.items.length ? page.cursor : undefined;
    } while (cursor && left > 0);
  };
  const outcomes = await Promise.allSettled(partitions.map(ofPartition));
  const failed = outcomes.find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
};
