/** What the provider holds at the end of each day, compared with provider-clearing, and the fees that it keeps. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateAfter } from '../../../shared/kernel/values/calendar.ts';
import {
  after,
  days,
  hours,
  instant,
  minutes,
  utcDateOf,
  utcMidnight,
  type Instant,
} from '../../../shared/kernel/values/clock.ts';
import type { Id } from '../../../shared/kernel/values/ids.ts';
import { money } from '../../../shared/kernel/values/money.ts';
import { mustBalance } from '../../../shared/ledger/entry.ts';
import { capture, type Entry } from '../../../shared/ledger/public.ts';
import type { ProviderStatement, StatementLine } from '../../../shared/payments/public.ts';
import { feeEntries } from '../../../shared/settlement/fees.ts';
import {
  judgedFrom,
  type Discrepancy,
  type Reconciliation,
} from '../../../shared/settlement/reconciliation/reconciliation.ts';
import { compare } from './comparing.ts';

const first = '2026-11-22';
const start = utcMidnight(first);
const dates = Array.from({ length: 7 }, (_, i) => dateAfter(first, i));
const provider = 'sandbox';

/** Money that the provider has captured, when it booked it and when we did: perhaps one of both never. */
interface Movement {
  readonly amount: number;
  readonly fee: number;
  readonly theirs?: Instant | undefined;
  readonly ours?: Instant | undefined;
}

const lineOf = ({ amount, fee, theirs }: Movement, i: number): StatementLine[] =>
  theirs
    ? [{
      date: utcDateOf(theirs),
      type: 'capture',
      providerId: `p${i}`,
      reference: `pay_${i}-1`,
      amount: money(amount, 'BRL'),
      fee: money(fee, 'BRL'),
    }]
    : [];
const entryOf = ({ amount, ours }: Movement, i: number): Entry[] =>
  ours
    ? [capture(
      { provider, providerId: `p${i}`, reference: `pay_${i}-1` },
      { orderId: `ord_${i}` as Id<'order'>, amount: money(amount, 'BRL') },
      ours,
    )]
    : [];

/** Reconciles each day 21 hours after its end, as the schedule of a stage in Shanghai does, and books its fees. */
const reconcile = (
  lines: readonly StatementLine[],
  posted: readonly Entry[],
  { extra = [], closingOff = {} }: { extra?: readonly Entry[]; closingOff?: Readonly<Record<string, number>> } = {},
) => {
  const entries = [...posted, ...extra];
  const found: Discrepancy[] = [];
  const reports: Reconciliation[] = [];
  const heldThrough = (date: string): number =>
    lines.filter((line) => line.date <= date).reduce((sum, { amount, fee }) => sum + amount.amount - fee.amount, 0);
  const statement = (date: string): ProviderStatement => ({
    opening: [{ amount: heldThrough(dateAfter(date, -1)), currency: 'BRL' }],
    closing: [{ amount: heldThrough(date) + (closingOff[date] ?? 0), currency: 'BRL' }],
    lines: lines.filter((line) => line.date === date),
  });
  for (const date of dates) {
    const now = after(utcMidnight(date), days(1) + hours(21));
    const { report, found: differences } = compare(date, {
      provider,
      before: statement(dateAfter(date, -1)),
      day: statement(date),
      entries: entries.filter(({ at }) => at >= judgedFrom(date) && at < now),
      last: reports.at(-1),
    }, now);
    reports.push(report.after);
    found.push(...differences.map(({ after: one }) => one));
    entries.push(...feeEntries(provider, statement(date).lines, now));
  }
  return { found, reports, entries };
};

const movement = fc.record({
  amount: fc.integer({ min: 1, max: 100_000 }),
  fee: fc.integer({ min: 0, max: 300 }),
  theirs: fc.integer({ min: 0, max: days(4) }),
  /** We hear of it a little before it is booked there, soon after, or after days. */
  later: fc.oneof(
    fc.integer({ min: -minutes(15) + 1, max: minutes(30) }),
    fc.integer({ min: 0, max: hours(12) }),
    fc.integer({ min: days(2), max: days(2.5) }),
  ),
  told: fc.constantFrom('both', 'both', 'both', 'ours', 'theirs'),
}).map(({ amount, fee, theirs, later, told }): Movement => ({
  amount,
  fee,
  ...(told !== 'ours' && { theirs: after(start, theirs) }),
  ...(told !== 'theirs' && { ours: after(start, Math.max(0, theirs + later)) }),
}));
const movements = fc.array(movement, { maxLength: 30 });
const around = (theirs: number, ours: number): Movement => ({
  amount: 1000,
  fee: 10,
  theirs: after(start, theirs),
  ours: after(start, ours),
});

describe('what the provider holds', () => {
  it('is explained by the movements, on whatever side of midnight each books them, and however late [SET-06]', () => {
    fc.assert(
      fc.property(movements, (all) => {
        const { found } = reconcile(all.flatMap(lineOf), all.flatMap(entryOf));
        expect(found.filter(({ kind }) => kind === 'balance')).toEqual([]);
      }),
      {
        examples: [
          [[around(days(1) - 1, days(1) + 1)]],
          [[around(days(1) + 1, days(1) - 1)]],
          [[{ ...around(days(1) - 1, days(1) - 1), theirs: undefined }]],
          // Told as extra, looked up at once, and booked while the next day lasts.
          [[around(hours(1), days(1) + hours(21) + minutes(1))]],
        ],
      },
    );
  });

  it('that differs by what no movement explains is a discrepancy of its own, told once [SET-06]', () => {
    fc.assert(
      fc.property(
        movements,
        fc.constantFrom(...dates.slice(0, -1)),
        fc.integer({ min: 1, max: 99 }),
        (all, date, by) => {
          const off = { closingOff: { [date]: by } };
          const { found } = reconcile(all.flatMap(lineOf), all.flatMap(entryOf), off);
          const balances = found.filter(({ kind }) => kind === 'balance');
          // The next day's closing balance is right again.
          expect(balances.map((one) => [one.date, one.provider! - one.ledger!])).toEqual([
            [date, by],
            [dateAfter(date, 1), -by],
          ]);
          expect(balances[0]).toMatchObject({ type: 'balance', reference: provider, currency: 'BRL' });
        },
      ),
    );
  });

  it('does not follow what the ledger alone has posted there, unless it is a correction [SET-06]', () => {
    const [entry] = entryOf(around(0, hours(1)), 1);
    const wrong: Entry = { ...entry!, id: 'wrong', kind: 'earn', reference: 'x' };
    expect(reconcile([], [], { extra: [wrong] }).found).toMatchObject([
      { kind: 'balance', date: first, provider: 0, ledger: 1000 },
    ]);
    const corrected: Entry = { ...wrong, kind: 'correction' };
    const { found, reports } = reconcile([], [], { extra: [corrected] });
    expect(found).toEqual([]);
    expect(reports[0]!.held).toEqual([{ currency: 'BRL', provider: 0, ledger: 1000, early: 0 }]);
  });

  it('finds a movement that the provider booked twice over midnight, though each line has an entry [SET-06]', () => {
    const [line] = lineOf(around(days(1) - minutes(5), 0), 1);
    const again = { ...line!, date: dateAfter(first, 1) };
    const { found } = reconcile([line!, again], entryOf(around(0, days(1) - minutes(5)), 1));
    expect(found).toMatchObject([{ kind: 'balance', date: dateAfter(first, 1) }]);
  });
});

describe("the provider's fees", () => {
  it('are booked from its statement, each once, and are no discrepancy [SET-01 part] [SET-06]', () => {
    const sold = around(hours(1), hours(1));
    const payoutFee: StatementLine = {
      date: first,
      type: 'fee',
      providerId: 'po_1',
      reference: 'pot_1',
      amount: money(-7, 'BRL'),
      fee: money(0, 'BRL'),
    };
    const { found, entries } = reconcile([...lineOf(sold, 1), payoutFee], entryOf(sold, 1));
    expect(found).toEqual([]);
    const fees = entries.filter(({ kind }) => kind === 'provider-fee');
    fees.forEach(mustBalance);
    expect(fees.map(({ postings }) => postings)).toEqual([10, 7].map((amount) => [
      { account: 'provider-fees', amount: money(amount, 'BRL') },
      { account: 'provider-clearing:sandbox', amount: money(-amount, 'BRL') },
    ]));
  });

  it('have ids that follow from the line: a statement that comes again, or names a line twice, books nothing twice', () => {
    fc.assert(fc.property(movements, (all) => {
      const lines = all.flatMap(lineOf);
      const once = feeEntries(provider, lines, start);
      const again = feeEntries(provider, [...lines.toReversed(), ...lines], after(start, days(1)));
      expect(new Set(again.map(({ id }) => id))).toEqual(new Set(once.map(({ id }) => id)));
      expect(again).toHaveLength(once.length);
      expect(once).toHaveLength(lines.filter(({ fee }) => fee.amount > 0).length);
    }));
  });

  it('in a currency that is not traded in cannot be booked, and wait for a person', () => {
    const line: StatementLine = {
      date: first,
      type: 'fee',
      providerId: 'po_1',
      reference: 'pot_1',
      amount: { amount: -7, currency: 'CHF' },
      fee: { amount: 0, currency: 'CHF' },
    };
    expect(feeEntries(provider, [line], start)).toEqual([]);
    const day = { opening: [], closing: [{ amount: -7, currency: 'CHF' }], lines: [line] };
    expect(compare(first, { provider, before: { lines: [] }, day, entries: [] }, instant(0)).found).toMatchObject([
      { after: { kind: 'extra', type: 'fee', provider: -7 } },
    ]);
  });
});
