import type { Instant } from '../kernel/clock.ts';
import { pollLimit } from './policy.ts';

/** What the poller sees of something that waits for the provider. */
export interface Waiting {
  readonly id: string;
  readonly version: number;
  /** From when the provider is asked about it. */
  readonly askAgainAt: Instant;
}

/**
 * What is due to be asked about by now, longest due first, as many as one run takes. It reads no further than that.
 * What has been asked about goes to the back of the list, so that nothing that waits long hides what waits behind it.
 * @param waiting in the order of `askAgainAt`
 */
export const dueOf = async <W extends Pick<Waiting, 'askAgainAt'>>(
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
