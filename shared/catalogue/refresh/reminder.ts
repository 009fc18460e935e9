import { changed, created, type Change } from '../../kernel/store/change.ts';
import { after, type Instant } from '../../kernel/values/clock.ts';
import type { MerchantId } from '../../kernel/values/ids.ts';
import { listingsGrewOld } from '../events.ts';
import type { ListingRefresh } from '../rulebooks.ts';
import type { ListingEntry } from '../store.ts';

/** When a shop was last reminded to look after what it has on sale. Its id is the shop's. */
export interface RefreshReminder {
  readonly id: MerchantId;
  readonly version: number;
  readonly remindedAt: Instant;
}

/**
 * Reminds a shop of what it has not touched for so long as the rulebook says, and not again before it says so.
 * @param oldest what is on sale, that which was touched longest ago first
 * @param more whether there is more behind it
 */
export const remind = (
  last: RefreshReminder | undefined,
  { merchantId, oldest, more }: {
    readonly merchantId: MerchantId;
    readonly oldest: readonly Pick<ListingEntry, 'title' | 'updatedAt'>[];
    readonly more: boolean;
  },
  { untouchedFor, again }: ListingRefresh,
  now: Instant,
): Change<RefreshReminder> | undefined => {
  if (last && after(last.remindedAt, again) > now) return undefined;
  const old = oldest.filter(({ updatedAt }) => after(updatedAt, untouchedFor) <= now);
  const [first] = old;
  if (!first) return undefined;
  const fact = listingsGrewOld({
    merchantId,
    count: old.length,
    more: more && old.length === oldest.length,
    oldest: first.title,
    touchedAt: first.updatedAt,
  });
  return last
    ? changed<RefreshReminder>(last, { remindedAt: now }, fact)
    : created<RefreshReminder>({ id: merchantId, remindedAt: now }, fact);
};
