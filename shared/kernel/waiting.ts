import { after, between, type Duration, type Instant } from './clock.ts';

/** What a poller sees of something that waits for somebody outside. */
export interface Waiting {
  /** From when he is asked about it. */
  readonly askAgainAt: Instant;
}

/**
 * How many of what is due are asked about in one run, in each partition of the list. What is over the limit comes first
 * in the next.
 */
export const pollLimit = 500;

/**
 * When to ask again about what has waited since then: ever more seldom, after a quarter of the time that it has waited
 * already. Nobody hears of lost news much later than that, and what never ends costs little.
 */
export const nextLook = (
  since: Instant,
  now: Instant,
  { soonest, latest }: { readonly soonest: Duration; readonly latest: Duration },
): Instant => after(now, Math.min(Math.max(between(since, now) / 4, soonest), latest));

/**
 * What is due to be asked about by now, longest due first, as many as one run takes. It reads no further than that.
 * What has been asked about goes to the back of the list, so that nothing that waits long hides what waits behind it.
 * @param waiting in the order of `askAgainAt`
 */
export const dueOf = async <W extends Waiting>(
  waiting: AsyncIterable<W>,
  now: Instant,
  limit = pollLimit,
): Promise<W[]> => {
  const found: W[] = [];
  for await (const one of waiting) {
    if (one.askAgainAt > now || found.length === limit) break;
    found.push(one);
  }
  return found;
};
