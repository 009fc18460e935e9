import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after, utcDateOf, days, hours, instant, minutes, type Instant } from '../../../shared/kernel/values/clock.ts';
import { derivedId, idsAt, type AccountId } from '../../../shared/kernel/values/ids.ts';
import { add, money, share, subtract } from '../../../shared/kernel/values/money.ts';
import { owed } from '../../../shared/ledger/entry.ts';
import { earn, release, type Entry } from '../../../shared/ledger/public.ts';
import type { ProviderStatement, StatementLine } from '../../../shared/payments/public.ts';
import { claim, hold, releaseEarning, totalsOf, type Earning } from '../../../shared/settlement/earning.ts';
import {
  comparedFiles,
  comparedManifestOf,
  ledgerFile,
  linesFile,
  manifestOf,
  statementsFile,
} from '../../../shared/settlement/export.ts';
import { follow } from '../../../shared/settlement/payouts/follow.ts';
import { replacePayout, requestPayout } from '../../../shared/settlement/payouts/payout.ts';
import {
  comparePart,
  judgedFrom,
  onClearing,
  resolveDiscrepancy,
} from '../../../shared/settlement/reconciliation/reconciliation.ts';
import { issue, statementIdOf } from '../../../shared/settlement/statement.ts';
import { earningRelease } from '../../../shared/settlement/rulebooks.ts';
import { compare } from './comparing.ts';

const now = instant(Date.UTC(2026, 10, 22, 8));
const newId = idsAt(now);
const merchantId = newId('merchant');
const brl = (amount: number) => money(amount, 'BRL');
const alone = { others: [], released: brl(0), claims: [] };

const line = (items: number, freight: number, commissionRate = 1000) => ({
  lineId: newId('orderLine'),
  skuId: newId('sku'),
  quantity: 1,
  items: brl(items),
  freight: brl(freight),
  commissionRate,
  commission: share(brl(items), commissionRate),
});
const earningOf = (...lines: ReturnType<typeof line>[]): Earning =>
  hold({ orderId: newId('order'), merchantId, currency: 'BRL', lines, refunded: brl(0) }, earningRelease.byDefault, now)
    .after;
const released = (earning: Earning): Earning => releaseEarning(earning, after(now, days(7))).after;

const lines = fc.array(
  fc.record({
    items: fc.integer({ min: 1, max: 1_000_000 }),
    freight: fc.integer({ min: 0, max: 50_000 }),
    rate: fc.integer({ min: 0, max: 3000 }),
  }),
  { minLength: 1, maxLength: 8 },
);

describe('an earning', () => {
  it('is what was frozen at the sale, line by line, and is released after the after-sales window [SET-02] [SET-03] [RVM-01]', () => {
    const earning = earningOf(line(5890, 1329), line(15, 0));
    expect(earning).toMatchObject({
      items: brl(5905),
      freight: brl(1329),
      commission: brl(591),
      net: brl(6643),
      state: 'held',
      releaseAt: after(now, days(7)),
    });
  });

  it('moves exactly what it says through the ledger: nothing stays, nothing is lost [SET-01 part]', () => {
    fc.assert(fc.property(lines, (sold) => {
      const earning = earningOf(...sold.map(({ items, freight, rate }) => line(items, freight, rate)));
      const { id: orderId } = earning;
      const entries = [earn({ orderId, merchantId }, earning, now), release({ orderId, merchantId }, earning.net, now)];
      expect(owed(entries, `merchant-released:${merchantId}`, 'BRL')).toEqual(earning.net);
      expect(owed(entries, `merchant-pending:${merchantId}`, 'BRL')).toEqual(brl(0));
      expect(owed(entries, 'freight', 'BRL')).toEqual(brl(0));
      expect(add(earning.net, earning.commission)).toEqual(add(earning.items, earning.freight));
    }));
  });

  it('is of what is left when a part was given back, with the commission on what is left [SET-03]', () => {
    const { after: earning } = hold(
      {
        orderId: newId('order'),
        merchantId,
        currency: 'BRL',
        lines: [line(1000, 0)],
        refunded: brl(400),
      },
      earningRelease.byDefault,
      now,
    );
    expect(earning).toMatchObject({ items: brl(600), commission: brl(60), net: brl(540) });
  });

  it('can be claimed once, by one statement, and only when released [SET-04]', () => {
    const earning = earningOf(line(100, 0));
    const statement = statementIdOf(merchantId, '2026-11-29', 1);
    expect(() => claim(earning, statement)).toThrow('illegal-step');
    const claimed = claim(released(earning), statement).after;
    expect(claimed.statementId).toBe(statement);
    expect(() => claim(claimed, statement)).toThrow('illegal-step');
    expect(() => releaseEarning(claimed, now)).toThrow('illegal-step');
  });
});

describe('a statement', () => {
  it('has one id a merchant, day and part, whoever makes it [SET-04]', () => {
    expect(statementIdOf(merchantId, '2026-11-29', 1)).toBe(statementIdOf(merchantId, '2026-11-29', 1));
    expect(
      new Set(
        [1, 2].flatMap((part) => ['2026-11-29', '2026-11-30'].map((date) => statementIdOf(merchantId, date, part))),
      ).size,
    ).toBe(4);
  });

  it('explains its amount: the lines sum to the totals, and its files say the same [SET-04] [SET-07]', () => {
    fc.assert(
      fc.property(fc.array(lines, { minLength: 1, maxLength: 5 }), (orders) => {
        const earnings = orders.map((sold) =>
          released(earningOf(...sold.map(({ items, freight, rate }) => line(items, freight, rate))))
        );
        const { after: statement } = issue({
          merchantId,
          date: '2026-11-29',
          part: 1,
          more: false,
          earnings: earnings as [Earning, ...Earning[]],
          payoutId: newId('payout'),
        }, now);
        expect(statement.totals).toEqual(totalsOf(earnings, 'BRL'));
        const all = statement.orders.flatMap((order) => order.lines);
        expect(
          all.reduce(
            (sum, { items, freight, commission }) => sum + items.amount + freight.amount - commission.amount,
            0,
          ),
        ).toBe(statement.totals.net.amount);
        expect(statementsFile([statement])).toMatchObject({ rows: 1, totals: { BRL: statement.totals.net.amount } });
        expect(linesFile([statement])).toMatchObject({
          rows: all.length,
          totals: { BRL: statement.totals.items.amount },
        });
      }),
      { numRuns: 30 },
    );
  });
});

describe('an export', () => {
  it("lists every file with its rows, totals and SHA-256, and the ledger's total is zero [SET-07]", () => {
    const earning = earningOf(line(5890, 1329));
    const file = ledgerFile([earn({ orderId: earning.id, merchantId }, earning, now)]);
    expect(file).toMatchObject({ rows: 7, totals: { BRL: 0 } });
    expect(file.sha256).toMatch(/^[0-9a-f]{64}$/);
    const manifest = JSON.parse(manifestOf({ id: '2026-11-22', ledgerFrom: now, ledgerTo: now }, [file], [])) as {
      files: object[];
    };
    expect(manifest.files).toEqual([{
      key: 'settlements/2026-11-22/ledger.csv',
      rows: 7,
      sha256: file.sha256,
      totals: { BRL: 0 },
    }]);
  });
});

describe('a payout', () => {
  const request = {
    merchantId,
    statementId: newId('statement'),
    amount: brl(6643),
    account: 'acct_1',
    provider: 'sandbox',
    attempt: 1,
  };
  it('that failed is replaced by one with a reference of its own, and no other is [SET-05]', () => {
    const { change: { after: payout } } = requestPayout(request, now);
    expect(() => replacePayout(payout, [], 'acct_2', now)).toThrow('illegal-step');
    const failed =
      follow(payout, { reference: payout.id, status: 'failed', failureCode: 'account-closed' }, alone, now)!.payouts[0]!
        .after;
    const { changes: [old], next } = replacePayout(failed, [], 'acct_2', now);
    expect(old!.after.state).toBe('replaced');
    expect(next.change.after).toMatchObject({ state: 'requested', attempt: 2, account: 'acct_2', version: 1 });
    expect(next.change.after.id).not.toBe(payout.id);
    expect(failed).toMatchObject({ failureCode: 'account-closed', settledAt: now });
    expect(Object.keys(next.change.after)).not.toContain('failureCode');
    expect(Object.keys(next.change.after)).not.toContain('settledAt');
    expect(() => replacePayout(old!.after, [], 'acct_2', now)).toThrow('illegal-step');
  });
});

describe('a reconciliation', () => {
  const paidOut = (amount: number): Entry =>
    follow(
      requestPayout({
        merchantId,
        statementId: newId('statement'),
        amount: brl(amount),
        account: 'acct_1',
        provider: 'sandbox',
        attempt: 1,
      }, now).change.after,
      { reference: '', status: 'paid' },
      alone,
      now,
    )!.entries[0]!;
  const lineOf = ({ reference }: Entry, amount: number): StatementLine => ({
    date: '2026-11-22',
    type: 'payout',
    providerId: 'po_1',
    reference: reference!,
    amount: brl(-amount),
    fee: brl(0),
  });
  const entry = paidOut(500);
  /** What the provider holds by these lines, when it held nothing before. */
  const statementOf = (lines: readonly StatementLine[]): ProviderStatement => ({
    opening: [],
    closing: [{ amount: lines.reduce((sum, { amount, fee }) => sum + amount.amount - fee.amount, 0), currency: 'BRL' }],
    lines,
  });
  interface Sides {
    before: readonly StatementLine[];
    day: readonly StatementLine[];
    entries: readonly Entry[];
  }
  const compared = (date: string, { before, day, entries }: Sides) =>
    compare(date, { provider: 'sandbox', before: { lines: before }, day: statementOf(day), entries }, now);
  const books: Sides = { before: [], day: [lineOf(entry, 500)], entries: [entry] };

  it.each([
    ['matched', books, { matched: 1, missing: 0, extra: 0, different: 0 }],
    ['missing at the provider', { ...books, day: [] }, { matched: 0, missing: 1, extra: 0, different: 0 }],
    ['extra at the provider', { ...books, entries: [] }, { matched: 0, missing: 0, extra: 1, different: 0 }],
    ['different in amount', { ...books, day: [lineOf(entry, 499)] }, {
      matched: 0,
      missing: 0,
      extra: 0,
      different: 1,
    }],
    ["told after midnight of the provider's day", { before: [lineOf(entry, 500)], day: [], entries: [entry] }, {
      matched: 0,
      missing: 0,
      extra: 0,
      different: 0,
    }],
  ])('finds what is %s [SET-06]', (_, given, counts) => {
    const { report, found } = compared('2026-11-22', given);
    expect(report.after).toMatchObject({ ...counts, balance: 0 });
    expect(found).toHaveLength(counts.missing + counts.extra + counts.different);
  });

  it('comes as files, each movement with what both sides have of it, as their manifest says [SET-07]', () => {
    const [same, less] = [paidOut(500), paidOut(7)];
    const statement = statementOf([lineOf(same, 500), lineOf(less, 6)]);
    const posted = [same, less, paidOut(1)].flatMap((one) => onClearing(one, () => true));
    const { movements } = comparePart('2026-11-22', { before: { lines: [] }, day: statement, posted }, now);
    const files = comparedFiles(movements, 3, 2);
    expect(files.map(({ rows, totals }) => [rows, totals])).toEqual([[2, { BRL: -506 }], [1, { BRL: 0 }]]);
    expect(files[0]!.content.split('\n').slice(0, 3)).toEqual([
      'outcome,type,reference,currency,ledger,provider',
      `matched,payout,${same.reference},BRL,-500,-500`,
      `different,payout,${less.reference},BRL,-7,-6`,
    ]);
    expect(files[1]!.content).toContain('missing,payout,');
    const { after: report } = compared('2026-11-22', books).report;
    const manifest = JSON.parse(comparedManifestOf(report, files)) as { files: { key: string }[] };
    expect(manifest).toMatchObject({ date: '2026-11-22', matched: 1, balance: 0 });
    expect(manifest.files.map(({ key: name }) => name)).toEqual(
      files.map(({ name, sha256 }) => {
        expect(name).toBe(`compared-3-${sha256.slice(0, 16)}.csv`);
        return `reconciliations/2026-11-22/${name}`;
      }),
    );
    // A day on which nothing has moved has its file as well.
    expect(comparedFiles([], 0, 2)).toMatchObject([{ rows: 0, totals: {} }]);
  });

  /** Compares three days, each with what lies around it, as the schedule does. */
  const compareDays = (entries: readonly Entry[], lines: readonly StatementLine[]) =>
    ['2026-11-22', '2026-11-23', '2026-11-24'].flatMap((date) => {
      const before = utcDateOf(after(`${date}T00:00:00.000Z` as Instant, -days(1)));
      const on = (day: string) => lines.filter((one) => one.date === day);
      return compared(date, {
        before: on(before),
        day: on(date),
        entries: entries.filter(({ at }) => at >= judgedFrom(date)),
      }).found.filter(({ after: { kind } }) => kind !== 'balance');
    });

  it('finds nothing when the provider booked the same within a quarter of an hour, on whatever side of midnight [SET-06]', () => {
    const at = fc.integer({ min: 0, max: days(2) - minutes(15) });
    fc.assert(
      fc.property(at, fc.integer({ min: -hours(12), max: minutes(15) - 1 }), fc.boolean(), (posted, later, told) => {
        const begun = after(instant(Date.UTC(2026, 10, 22)), posted);
        const late = { ...entry, at: begun };
        const lines = told ? [{ ...lineOf(entry, 500), date: utcDateOf(after(begun, later)) }] : [];
        expect(compareDays([late], lines).map(({ after: { kind } }) => kind)).toEqual(told ? [] : ['missing']);
      }),
      { examples: [[days(1) - 1, minutes(1), true], [days(1), -minutes(1), true]] },
    );
  });

  it('finds a second extra movement under the same reference as well [SET-06]', () => {
    const lines = ['2026-11-22', '2026-11-23'].map((date) => ({ ...lineOf(entry, 500), date }));
    const found = compareDays([], lines).map(({ after: { id, kind } }) => [id, kind] as const);
    expect(found.map(([, kind]) => kind)).toEqual(['extra', 'extra']);
    expect(new Set(found.map(([id]) => id)).size).toBe(2);
  });

  it('does not depend on the order of either side, and finds the same thing under the same id [SET-06]', () => {
    const entries = [paidOut(1), paidOut(2), paidOut(3)];
    const day = [lineOf(entries[0]!, 1), lineOf(entries[1]!, 9), lineOf(paidOut(7), 7)];
    const ids = (found: ReturnType<typeof compare>['found']) => found.map(({ after: { id } }) => id).toSorted();
    const expected = ids(compared('2026-11-22', { before: [], day, entries }).found);
    expect(expected).toHaveLength(3);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(entries, { minLength: 3 }),
        fc.shuffledSubarray(day, { minLength: 3 }),
        (mixed, shuffled) => {
          expect(ids(compared('2026-11-22', { before: [], day: shuffled, entries: mixed }).found)).toEqual(
            expected,
          );
        },
      ),
    );
  });

  it('leaves a discrepancy to a person, who closes it once with a note [SET-06]', () => {
    const discrepancy = compared('2026-11-22', { ...books, day: [] }).found[0]!.after;
    const resolved =
      resolveDiscrepancy(discrepancy, 'booked by hand', '0b54f0c1-6f8e-4a6c-9f43-1f2a3b4c5d6e' as AccountId, now).after;
    expect(resolved.state).toBe('resolved');
    expect(() => resolveDiscrepancy(resolved, 'again', '0b54f0c1-6f8e-4a6c-9f43-1f2a3b4c5d6e' as AccountId, now))
      .toThrow('illegal-step');
    expect(subtract(brl(discrepancy.ledger!), brl(-500))).toEqual(brl(0));
  });
});

it('derived ids follow from their seed alone', () => {
  expect(derivedId('payout', 'a')).toBe(derivedId('payout', 'a'));
  expect(derivedId('payout', 'a')).not.toBe(derivedId('payout', 'b'));
  expect(derivedId('payout', 'a')).toMatch(/^pot_[0-9A-HJKMNP-TV-Z]{26}$/);
});
