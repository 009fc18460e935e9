import { Problem } from '../kernel/problems.ts';
import type { Page, PageRequest } from '../kernel/store/page.ts';
import type { Instant } from '../kernel/values/clock.ts';
import { codeOf, type AccountCode } from './accounts.ts';
import type { Entry } from './entry.ts';
import { mostLookedThrough } from './policy.ts';

/**
 * One page of the entries of a day that are on an account. No index has them by account, which would be another write for
 * each posting: the day's entries are looked through, so many at a time that a page stays in its time. So a page may have
 * fewer entries than asked for, even none, and a cursor all the same.
 * @throws Problem invalid-cursor when the cursor is no place of this day
 */
export const entriesOn = async (
  account: AccountCode,
  { from, to }: { readonly from: Instant; readonly to: Instant },
  { cursor, limit }: PageRequest,
  inOrder: (from: Instant, to: Instant, behind?: string) => AsyncIterable<Entry>,
): Promise<Page<Entry>> => {
  const behind = cursor === undefined ? undefined : Buffer.from(cursor, 'base64url').toString();
  if (behind !== undefined && !(behind > from && behind < to && behind.includes('#'))) {
    throw new Problem('invalid-cursor');
  }
  const items: Entry[] = [];
  let looked = 0;
  for await (const entry of inOrder(from, to, behind)) {
    looked += 1;
    if (entry.postings.some((posting) => codeOf(posting.account) === account)) items.push(entry);
    if (items.length === limit || looked === mostLookedThrough) {
      return { items, cursor: Buffer.from(`${entry.at}#${entry.id}`).toString('base64url') };
    }
  }
  return { items };
};
