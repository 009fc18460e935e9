import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt } from '../../../shared/kernel/values/ids.ts';
import { money, share } from '../../../shared/kernel/values/money.ts';
import { owed } from '../../../shared/ledger/entry.ts';
import { hold, releaseEarning, type Earning } from '../../../shared/settlement/earning.ts';
import { statementsFile } from '../../../shared/settlement/export.ts';
import { settle } from '../../../shared/settlement/settle.ts';
import { earningRelease } from '../../../shared/settlement/rulebooks.ts';

const now = instant(Date.UTC(2026, 10, 22, 8));
const newId = idsAt(now);
const merchantId = newId('merchant');
const brl = (amount: number) => money(amount, 'BRL');

/** One line at 10 %, of which so much was given back. */
const earned = (items: number, refunded: number): Earning => {
  const line = {
    lineId: newId('orderLine'),
    skuId: newId('sku'),
    quantity: 1,
    items: brl(items),
    freight: brl(0),
    commissionRate: 1000,
    commission: share(brl(items), 1000),
  };
  const sale = {
    orderId: newId('order'),
    merchantId,
    currency: 'BRL',
    lines: [line],
    refunded: brl(refunded),
  } as const;
  return releaseEarning(hold(sale, earningRelease.byDefault, now).after, now).after;
};
const settled = (...earnings: [Earning, ...Earning[]]) =>
  settle(
    {
      merchantId,
      date: '2026-11-29',
      part: 1,
      more: false,
      earnings,
      debts: [],
      account: 'acct_1',
      provider: 'sandbox',
    },
    now,
  );

describe('a settlement', () => {
  it('claims every earning, and sets exactly what its statement says apart for one payout [SET-04] [SET-05]', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 5 }), (sold) => {
      const earnings = sold.map((items) => earned(items, 0)) as [Earning, ...Earning[]];
      const { statement: { after: statement }, claims, payouts: [payout, ...others], entries } = settled(...earnings);
      expect(claims.map(({ after: { id, state, statementId } }) => [id, state, statementId])).toEqual(
        earnings.map(({ id }) => [id, 'claimed', statement.id]),
      );
      expect(others).toEqual([]);
      expect(payout!.after).toMatchObject({ id: statement.payoutId, amount: statement.totals.net, attempt: 1 });
      expect(owed(entries, 'payouts-in-flight', 'BRL')).toEqual(statement.totals.net);
    }));
  });

  it('of orders that were given back in full is a statement without a payout: no provider pays nothing [SET-03] [SET-05]', () => {
    const given = earned(5890, 5890);
    const { statement: { after: statement }, claims, payouts, entries } = settled(given);
    expect(statement.totals.net).toEqual(brl(0));
    expect(statement.payoutId).toBeUndefined();
    expect([payouts, entries]).toEqual([[], []]);
    expect(claims.map(({ after: { state } }) => state)).toEqual(['claimed']);
    expect(statementsFile([statement]).content.split('\n')[1]).toMatch(/,0,,2026-11-22T08:00:00\.000Z$/);
    expect(settled(given, earned(100, 0)).payouts[0]!.after.amount).toEqual(brl(90));
  });
});
