import { expect, it } from 'vitest';
import { instant } from '../../../shared/kernel/values/clock.ts';
import type { Id, MerchantId } from '../../../shared/kernel/values/ids.ts';
import { money } from '../../../shared/kernel/values/money.ts';
import { entriesOn } from '../../../shared/ledger/account-entries.ts';
import { mostLookedThrough } from '../../../shared/ledger/policy.ts';
import { release } from '../../../shared/ledger/postings.ts';

it('looks through so many entries for a page, and goes on behind the last of them', async () => {
  const day = { from: instant(0), to: instant(86_400_000) };
  const entry = (i: number) =>
    release(
      { orderId: `ord_${i}` as Id<'order'>, merchantId: 'mer_1' as MerchantId },
      money(1, 'BRL'),
      instant(i + 1),
    );
  async function* all(_: unknown, __: unknown, behind = '') {
    for (let i = 0; i <= mostLookedThrough; i += 1) if (`${entry(i).at}#${entry(i).id}` > behind) yield entry(i);
  }
  const none = await entriesOn('commission', day, { limit: 20 }, all);
  expect(none.items).toEqual([]);
  expect(await entriesOn('commission', day, { limit: 20, cursor: none.cursor }, all)).toEqual({ items: [] });
  const last = await entriesOn('merchant-released', day, { limit: 20, cursor: none.cursor }, all);
  expect(last).toEqual({ items: [entry(mostLookedThrough)] });
});
