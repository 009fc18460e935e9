import { describe, expect, it } from 'vitest';
import { until } from '../../support/control.ts';
import { finance } from '../../support/payments.ts';
import { refusal } from '../../support/people.ts';
import { buy, buyer, onSale, shop } from '../../support/shopping.ts';
import { today } from '../../support/settlement.ts';

describe('an account of the books', () => {
  it('is followed from its balance to its days, and from a day to the entries, page by page [SET-01 part]', async () => {
    const [{ call }, one] = [await finance(), await buyer()];
    const pot = await onSale(await shop(), { stock: 9 });
    const date = await today();
    await buy(one, [pot, 1]);
    await buy(one, [pot, 2]);
    const { items: orders } = await one.call('GET /shop/v1/orders', {});
    const about = { account: 'buyer-funds', date } as const;

    const found = async () => {
      const items = [];
      let cursor: string | undefined;
      do {
        const page = await call('GET /operator/v1/ledger/accounts/{account}/days/{date}/entries', {
          ...about,
          limit: 1,
          ...(cursor && { cursor }),
        });
        expect(page.items.length).toBeLessThanOrEqual(1);
        items.push(...page.items);
        cursor = page.cursor;
      } while (cursor);
      return items;
    };
    const ours = (items: Awaited<ReturnType<typeof found>>) =>
      items.filter(({ orderId }) => orders.some(({ id }) => id === orderId));
    const entries = await until(found, (items) => ours(items).length === 2);
    expect(ours(entries).map(({ kind }) => kind)).toEqual(['capture', 'capture']);
    expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).toSorted());
    expect(entries.every(({ postings }) => postings.some(({ account }) => account.startsWith('buyer-funds:')))).toBe(
      true,
    );

    const { items: days } = await call('GET /operator/v1/ledger/accounts/{account}/days', {
      account: 'buyer-funds',
      month: date.slice(0, 7),
    });
    const day = days.find((one) => one.date === date && one.currency === 'BRL')!;
    const held = ours(entries).flatMap(({ postings }) => postings)
      .filter(({ account }) => account.startsWith('buyer-funds:')).reduce((sum, { amount }) => sum - amount.amount, 0);
    expect(held).toBeGreaterThan(0);
    expect(day.credits.amount).toBeGreaterThanOrEqual(held);
    const { accounts } = await call('GET /operator/v1/ledger/trial-balance', {});
    const total = accounts.find(({ account, currency }) => account === 'buyer-funds' && currency === 'BRL')!;
    expect(total.debits.amount - total.credits.amount).toBe(total.balance.amount);
  });

  it('refuses a cursor that is no place of the day, and whoever is not of finance', async () => {
    const [{ call }, one] = [await finance(), await buyer()];
    const about = { account: 'commission', date: await today() } as const;
    const entriesOf = 'GET /operator/v1/ledger/accounts/{account}/days/{date}/entries';
    const elsewhere = Buffer.from('2001-01-01T00:00:00.000Z#earn:ord_1').toString('base64url');
    for (const cursor of ['nonsense', elsewhere]) {
      expect(await refusal(call(entriesOf, { ...about, cursor }))).toBe('invalid-cursor');
    }
    expect(await refusal(one.call(entriesOf, about))).toBe('forbidden');
    const days = { account: 'commission', month: about.date.slice(0, 7) } as const;
    expect(await refusal(one.call('GET /operator/v1/ledger/accounts/{account}/days', days))).toBe('forbidden');
  });
});
