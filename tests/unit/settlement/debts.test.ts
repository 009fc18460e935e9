import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { after, days, instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt, type AccountId } from '../../../shared/kernel/values/ids.ts';
import { money, share, type Money } from '../../../shared/kernel/values/money.ts';
import { capture, earn, ledger, release, setOff, type Entry } from '../../../shared/ledger/public.ts';
import { netOfRefund } from '../../../shared/ledger/earning.ts';
import { ageing } from '../../../shared/settlement/debts/ageing.ts';
import {
  decideWriteOff,
  incur,
  isOwed,
  proposeWriteOff,
  takeOff,
  type Debt,
} from '../../../shared/settlement/debts/debt.ts';
import { debts as debtStore } from '../../../shared/settlement/debts/debt-store.ts';
import { shopDebt, debtRow } from '../../../shared/settlement/debts/debt-views.ts';
import { hold, releaseEarning, type Earning } from '../../../shared/settlement/earning.ts';
import { setOffsFile, shopStatement, statementsFile } from '../../../shared/settlement/export.ts';
import { perStatement } from '../../../shared/settlement/policy.ts';
import { firstReleased, limitsBeside } from '../../../shared/settlement/released.ts';
import { reversed } from '../../../shared/settlement/reversal.ts';
import { earningRelease } from '../../../shared/settlement/rulebooks.ts';
import { settle } from '../../../shared/settlement/settle.ts';
import { statementIdOf, type Statement } from '../../../shared/settlement/statement.ts';
import { earnings as earningStore, payouts, statements } from '../../../shared/settlement/store.ts';
import { asUseCase } from '../../support/use-case.ts';
import { books } from '../ledger/books.ts';

const now = instant(Date.UTC(2026, 10, 22));
const newId = idsAt(now);
const [ann, bob] = ['6f1c5a52-6a44-4d0e-9d4e-0f5b1f3f2a11', '0b54f0c1-6f8e-4a6c-9f43-1f2a3b4c5d6e'] as AccountId[];
const merchantId = newId('merchant');
const brl = (amount: number): Money => money(amount, 'BRL');

const line = (items: number, commissionRate = 1000) => ({
  lineId: newId('orderLine'),
  skuId: newId('sku'),
  quantity: 1,
  items: brl(items),
  freight: brl(0),
  commissionRate,
  commission: share(brl(items), commissionRate),
});
const sold = (...lines: ReturnType<typeof line>[]): Earning =>
  hold(
    { orderId: newId('order'), merchantId, currency: 'BRL', lines, refunded: brl(0) },
    earningRelease.byDefault,
    now,
  ).after;
const owing = (amount: number, since = now): Debt =>
  incur({ refundId: newId('refund'), merchantId, orderId: newId('order'), amount: brl(amount) }, since).after;
const statementId = statementIdOf(merchantId, '2026-11-29', 1);
const settled = (earnings: readonly Earning[], debts: readonly Debt[], part = 1) =>
  settle({
    merchantId,
    date: '2026-11-29',
    part,
    more: false,
    earnings: earnings as [Earning, ...Earning[]],
    debts,
    account: 'acct_1',
    provider: 'sandbox',
  }, now);

describe('a debt', () => {
  it('is one for each refund, however often it is told', () => {
    const one = { refundId: newId('refund'), merchantId, orderId: newId('order'), amount: brl(5) };
    expect(incur(one, now).after.id).toBe(incur(one, after(now, days(1))).after.id);
    expect(owing(5).id).not.toBe(owing(5).id);
  });

  it('is taken off the next statement, the oldest first, and never more than that comes to [SET-11]', () => {
    const table: [net: number, debts: number[], outstanding: number[], left: number][] = [
      [100, [], [], 100],
      [100, [30], [0], 70],
      [100, [100], [0], 0],
      [100, [130], [30], 0],
      [100, [60, 60, 60], [0, 20], 0],
      [0, [60], [], 0],
    ];
    for (const [net, amounts, outstanding, left] of table) {
      const { changes, left: rest } = takeOff(amounts.map((amount) => owing(amount)), statementId, brl(net), now);
      expect(changes.map(({ after: debt }) => debt.outstanding.amount)).toEqual(outstanding);
      expect(changes.map(({ after: debt }) => debt.state)).toEqual(
        outstanding.map((amount) => (amount === 0 ? 'repaid' : 'open')),
      );
      expect(rest).toEqual(brl(left));
    }
  });

  it('is on the statement with what remains, and its files say what is really paid [SET-11] [SET-07]', () => {
    const debts = [owing(4000), owing(9000)];
    const { statement, payouts: none, entries, repaid } = settled([sold(line(10_000))].map(toReleased), debts);
    const { after: issued } = statement;
    expect(issued.deductions).toEqual([
      expect.objectContaining({ debtId: debts[0]!.id, amount: brl(4000), outstanding: brl(0) }),
      expect.objectContaining({ debtId: debts[1]!.id, amount: brl(5000), outstanding: brl(4000) }),
    ]);
    expect(none).toEqual([]);
    expect(statement.facts[0]!.data).toMatchObject({ net: brl(0) });
    expect(entries).toEqual([setOff({ statementId: issued.id, merchantId }, brl(9000), now)]);
    expect(repaid.map(({ after: { setOffs } }) => setOffs)).toEqual(
      [4000, 5000].map((amount) => [{ statementId: issued.id, amount: brl(amount), at: now }]),
    );
    expect(statementsFile([issued])).toMatchObject({ totals: { BRL: 0 } });
    expect(setOffsFile([issued])).toMatchObject({ rows: 2, totals: { BRL: 9000 } });
    const { after: paying } = settled([sold(line(10_000))].map(toReleased), debts.slice(0, 1)).statement;
    const rows = shopStatement(paying).trim().split('\n').slice(1).map((row) => Number(row.split(',').at(-1)));
    expect(rows).toEqual([9000, -4000]);
  });

  it('is written off by a second person alone, who decides about what is left by then [SET-11] [SET-08 part]', () => {
    const proposed = proposeWriteOff(owing(900), ann!, 'The shop has closed', now).after;
    expect(() => proposeWriteOff(proposed, bob!, 'Again', now)).toThrow('illegal-step');
    expect(() => decideWriteOff(proposed, 'approve', ann!, now)).toThrow('second-person-needed');
    expect(() => decideWriteOff(owing(900), 'approve', bob!, now)).toThrow('illegal-step');
    const [partly] = takeOff([proposed], statementId, brl(400), now).changes;
    const { change, entries: [entry] } = decideWriteOff(partly!.after, 'approve', bob!, now);
    expect(change.after).toMatchObject({ state: 'written-off', outstanding: brl(500) });
    expect(entry!.postings).toEqual([
      { account: 'written-off', amount: brl(500) },
      { account: `merchant-debt:${merchantId}`, amount: brl(-500) },
    ]);
    for (const who of [ann!, bob!]) {
      const kept = decideWriteOff(proposed, 'refuse', who, now);
      expect(kept.change.after).toMatchObject({ state: 'open', outstanding: brl(900), writeOff: undefined });
      expect(kept.entries).toEqual([]);
    }
    expect(takeOff([proposed], statementId, brl(900), now).changes[0]!.after).toMatchObject({ state: 'repaid' });
  });

  it('does not tell its shop what finance thinks about it', () => {
    const proposed = proposeWriteOff(owing(900), ann!, 'The shop has closed', now).after;
    expect(shopDebt(debtRow(proposed)).state).toBe('open');
  });

  it('is as old as the days since it came about, in four steps for each shop [SET-11]', () => {
    const aged = (amount: number, age: number) => ({ ...owing(amount), since: after(now, -days(age)) });
    const other = { ...aged(7, 91), merchantId: newId('merchant') };
    const rows = ageing([aged(1, 0), aged(2, 30), aged(4, 31), aged(8, 60), aged(16, 61), aged(32, 90), other], now);
    const own = { upTo30: brl(3), upTo60: brl(12), upTo90: brl(48), over90: brl(0), total: brl(63), debts: 6 };
    expect(rows).toEqual([
      expect.objectContaining({ merchantId: other.merchantId, over90: brl(7), total: brl(7), debts: 1 }),
      { merchantId, ...own },
    ]);
    expect(ageing([{ ...aged(1, 0), since: after(now, -days(30) - 1) }], now)).toMatchObject([{ upTo60: brl(1) }]);
    expect(ageing([], now)).toEqual([]);
  });
});

const toReleased = (earning: Earning): Earning => releaseEarning(earning, now).after;

describe('a statement beside debts', () => {
  it('fits one transaction of 100 actions, however many earnings and debts there are [SET-04] [SET-11]', async () => {
    vi.stubEnv('TABLE_NAME', 'test');
    const debts = Array.from(
      { length: perStatement.debts + 5 },
      () => proposeWriteOff(owing(1), ann!, 'Why', now).after,
    );
    for (const some of [debts, []]) {
      const limits = limitsBeside(some, perStatement);
      const { statement, claims, repaid, payouts: requested, entries } = settled(
        Array.from({ length: limits.earnings }, () => toReleased(sold(line(1000)))),
        some.slice(0, limits.debts),
      );
      expect(repaid).toHaveLength(some.length === 0 ? 0 : perStatement.debts);
      const each = Math.ceil(statement.after.totals.net.amount / 8);
      const held = {
        owner: merchantId,
        currency: 'BRL' as const,
        held: Array.from({ length: 8 }, () => ({ 'merchant-released': each, 'merchant-debt': 3 })),
      };
      const actions = await asUseCase({
        now,
        touches: [statements.save, earningStore.save, debtStore.save, payouts.save, ledger.draw],
        emits: [...statement.facts, ...requested[0]!.facts].map(({ type }) => ({ eventName: type }) as never),
      }, async () =>
        [
          ...statements.save(statement),
          ...claims.flatMap((change) => earningStore.save(change)),
          ...repaid.flatMap((change) => debtStore.save(change)),
          ...requested.flatMap((change) => payouts.save(change)),
          ...ledger.draw([held], ...entries),
        ].length);
      const inbox = 1;
      expect(actions + inbox).toBeLessThanOrEqual(100);
    }
    vi.unstubAllEnvs();
  });

  it('that cannot take all of them off takes no more earnings than repay those that it can', async () => {
    const debts = Array.from({ length: 3 }, () => owing(100));
    const released = Array.from({ length: 6 }, () => toReleased(sold(line(100, 0))));
    const read = async (id: string) => released.find((one) => one.id === id);
    const list = async () => ({ items: released.map(({ id: orderId }) => ({ orderId })) });
    const taken = async (most: number) => {
      const limits = limitsBeside(debts, { earnings: 12, lines: 100, debts: most });
      const { earnings, more } = await firstReleased([list], read, limits);
      return { earnings: earnings.length, more };
    };
    expect(await taken(2)).toEqual({ earnings: 2, more: true });
    expect(await taken(3)).toEqual({ earnings: 6, more: false });
  });
});

/** What happens to a shop, in any order. */
type Command =
  | { readonly what: 'sell'; readonly items: readonly number[]; readonly rate: number }
  | { readonly what: 'release'; readonly which: number }
  | { readonly what: 'write-off'; readonly which: number }
  | { readonly what: 'give-back'; readonly which: number; readonly part: number }
  | { readonly what: 'settle' };

const which = fc.nat(30);
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    what: fc.constant('sell' as const),
    items: fc.array(fc.integer({ min: 0, max: 50_000 }), { minLength: 1, maxLength: 3 }),
    rate: fc.integer({ min: 0, max: 10_000 }),
  }),
  fc.record({ what: fc.constant('release' as const), which }),
  fc.record({ what: fc.constant('settle' as const) }),
  fc.record({ what: fc.constant('give-back' as const), which, part: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({ what: fc.constant('give-back' as const), which, part: fc.constant(1) }),
  fc.record({ what: fc.constant('write-off' as const), which }),
);

/** A shop's money, moved by the rules alone; after each command the books and the records must agree. */
const market = () => {
  const book = books();
  const earnings = new Map<string, Earning>();
  const debts = new Map<string, Debt>();
  const issued: Statement[] = [];
  let [givenBack, paid, writtenOff] = [new Map<string, number>(), 0, 0];
  const post = (...entries: readonly Entry[]): void => book.post(...entries);
  const limits = { earnings: 6, lines: 100, debts: 2 };
  const open = (): Debt[] => [...debts.values()].filter(isOwed);

  const settleOne = async (): Promise<boolean> => {
    const owed = open();
    const beside = limitsBeside(owed, limits);
    const list = async () => ({ items: [...earnings.values()].map(({ id: orderId }) => ({ orderId })) });
    const { earnings: taken, more } = await firstReleased([list], async (id) => earnings.get(id), beside);
    if (taken.length === 0) return false;
    const { statement, claims, repaid, payouts: requested, entries } = settled(
      taken,
      owed.slice(0, beside.debts),
      issued.length + 1,
    );
    for (const { after: one } of claims) earnings.set(one.id, one);
    for (const { after: one } of repaid) debts.set(one.id, one);
    post(...entries);
    issued.push(statement.after);
    for (const { after: { amount } } of requested) {
      expect(amount.amount).toBeGreaterThan(0);
      paid += amount.amount;
    }
    if (requested.length > 0 && owed.length <= limits.debts) expect(open()).toEqual([]);
    return more;
  };

  const run = async (one: Command): Promise<void> => {
    if (one.what === 'sell') {
      const earning = sold(...one.items.map((items) => line(items, one.rate)));
      const amount = brl(one.items.reduce((sum, items) => sum + items, 0));
      earnings.set(earning.id, earning);
      const order = { orderId: earning.id, merchantId };
      post(
        capture(
          { provider: 'sandbox', providerId: earning.id, reference: 'pay' },
          { orderId: earning.id, amount },
          now,
        ),
        earn(order, earning, now),
      );
    } else if (one.what === 'settle') {
      while (await settleOne());
    } else if (one.what === 'write-off') {
      const debt = open()[one.which];
      if (!debt) return;
      const { change, entries } = decideWriteOff(proposeWriteOff(debt, ann!, 'Why', now).after, 'approve', bob!, now);
      debts.set(debt.id, change.after);
      writtenOff += debt.outstanding.amount;
      post(...entries);
    } else {
      const earning = [...earnings.values()][one.which];
      if (!earning) return;
      if (one.what === 'release') {
        if (earning.state !== 'held') return;
        earnings.set(earning.id, toReleased(earning));
        post(release({ orderId: earning.id, merchantId }, earning.net, now));
        return;
      }
      const was = givenBack.get(earning.id) ?? 0;
      const whole = earning.lines.reduce((sum, { items }) => sum + items.amount, 0);
      const back = Math.floor((whole - was) * one.part);
      if (back === 0) return;
      const made = reversed(earning, { refundId: newId('refund'), was: brl(was), back: brl(back) }, now);
      givenBack.set(earning.id, was + back);
      earnings.set(earning.id, made.earning.after);
      if (made.debt) debts.set(made.debt.after.id, made.debt.after);
      post(made.entry);
    }
  };

  const check = (): void => {
    expect(book.agree()).toBe(true);
    expect(book.entries().flatMap(({ postings }) => postings).reduce((sum, { amount }) => sum + amount.amount, 0)).toBe(
      0,
    );
    expect(book.balance(`merchant-debt:${merchantId}`, 'BRL')).toBe(
      open().reduce((sum, { outstanding }) => sum + outstanding.amount, 0),
    );
  };

  /** Everything is released and settled, and later sales repay what is owed. */
  const end = async (): Promise<{ paid: number; earned: number; writtenOff: number }> => {
    for (let i = 0; i < earnings.size; i += 1) await run({ what: 'release', which: i });
    await run({ what: 'settle' });
    while (open().length > 0) {
      await run({ what: 'sell', items: [100_000], rate: 0 });
      await run({ what: 'release', which: earnings.size - 1 });
      await run({ what: 'settle' });
    }
    const earned = [...earnings.values()].reduce((sum, { id, lines }) => {
      const { items, freight, commission } = netOfRefund(lines, brl(givenBack.get(id) ?? 0));
      return sum + items.amount + freight.amount - commission.amount;
    }, 0);
    return { paid, earned, writtenOff };
  };
  return { run, check, end };
};

it('pays each shop exactly what it has earned less what was given back, in whatever order that happens, and the books agree at every step [SET-11] [SET-01 part]', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { maxLength: 40 }), async (commands) => {
      const { run, check, end } = market();
      for (const one of commands) {
        await run(one);
        check();
      }
      const { paid, earned, writtenOff } = await end();
      check();
      expect(paid).toBe(earned + writtenOff);
    }),
    { numRuns: 500 },
  );
});
