import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarOf, dateAfter } from '../../../shared/kernel/values/calendar.ts';
import { after, days, hours, instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt } from '../../../shared/kernel/values/ids.ts';
import { money, share } from '../../../shared/kernel/values/money.ts';
import { hold, releaseEarning } from '../../../shared/settlement/earning.ts';
import { ledgerFile, paidBy, statementsFile } from '../../../shared/settlement/export.ts';
import { earningRelease, payoutSchedule } from '../../../shared/settlement/rulebooks.ts';
import { finishRun, isIssuing, isWorthPaying, nextPayday, pays, startRun } from '../../../shared/settlement/run.ts';
import { settle } from '../../../shared/settlement/settle.ts';

const zones = [
  'UTC',
  'Asia/Shanghai',
  'America/New_York',
  'America/Havana',
  'Pacific/Kiritimati',
  'Australia/Lord_Howe',
];
const runOf = (zone: string, date: string) => {
  const { startOf, endOf } = calendarOf(zone);
  return startRun({ date, merchants: 1, ledgerFrom: startOf(date), ledgerTo: endOf(date) }, startOf(date)).after;
};
const date = fc.integer({ min: 0, max: 730 }).map((days) => dateAfter('2026-01-01', days));

/** One merchant's settlement of one sale, made at a moment. */
const settledAt = (day: string, now = instant(0)) => {
  const newId = idsAt(now);
  const merchantId = newId('merchant');
  const items = money(5890, 'BRL');
  const line = {
    lineId: newId('orderLine'),
    skuId: newId('sku'),
    quantity: 1,
    items,
    freight: money(1500, 'BRL'),
    commissionRate: 1000,
    commission: share(items, 1000),
  };
  const { after: held } = hold(
    { orderId: newId('order'), merchantId, currency: 'BRL', lines: [line], refunded: money(0, 'BRL') },
    earningRelease.byDefault,
    now,
  );
  const earning = releaseEarning(held, now).after;
  return settle(
    {
      merchantId,
      date: day,
      part: 1,
      more: false,
      earnings: [earning],
      debts: [],
      account: 'acct_1',
      provider: 'sandbox',
    },
    now,
  );
};

describe("a business day's files", () => {
  it("hold a run's statement, its payout and the payout's entry together, in whatever zone and at whatever hour [SET-07]", () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), date, fc.double({ min: 0, max: 1, noNaN: true }), (zone, day, part) => {
        const run = runOf(zone, day);
        const length = Date.parse(run.ledgerTo) - Date.parse(run.ledgerFrom);
        const now = after(run.ledgerFrom, Math.floor(part * (length - 1)));
        expect(isIssuing(run, now)).toBe(true);
        const { statement, payouts, entries } = settledAt(day, now);
        expect(statement.after.date).toBe(run.id);
        const ofDay = entries.filter(({ at }) => at >= run.ledgerFrom && at < run.ledgerTo);
        expect(ledgerFile(ofDay).content).toContain(`payout-requested:${payouts[0]!.after.id}`);
        expect(statementsFile([statement.after]).content).toContain(payouts[0]!.after.id);
      }),
      // The daily settlement runs at two o'clock: in UTC, that may be the day before.
      { examples: [['Asia/Shanghai', '2026-11-22', 2 / 24], ['America/New_York', '2026-03-08', 2 / 23]] },
    );
  });

  it('leave no moment out and have none twice, whatever the clocks do [SET-07]', () => {
    fc.assert(fc.property(fc.constantFrom(...zones), date, (zone, day) => {
      expect(runOf(zone, day).ledgerTo).toBe(runOf(zone, dateAfter(day, 1)).ledgerFrom);
    }));
  });

  it('say in the end what their statements pay, of each currency', () => {
    const run = runOf('Asia/Shanghai', '2026-11-22');
    const sizes = { rows: 1, sha256: 'a'.repeat(64) };
    const net = paidBy([
      { name: 'statements-0001-0001.csv', ...sizes, totals: { BRL: 5000, CNY: 70 } },
      { name: 'statements-0001-0002.csv', ...sizes, totals: { BRL: -1 } },
      { name: 'lines-0001-0001.csv', ...sizes, totals: { BRL: 9000 } },
      { name: 'ledger.csv', ...sizes, totals: { BRL: 0 } },
    ]);
    expect(net).toEqual([money(4999, 'BRL'), money(70, 'CNY')]);
    expect(finishRun(run, { files: 5, net }, instant(0)).after).toMatchObject({ state: 'exported', net });
    expect(paidBy([])).toEqual([]);
  });

  it('get no further statement once the day is over: it would be paid on the next [SET-04] [SET-07]', () => {
    const run = runOf('Asia/Shanghai', '2026-11-22');
    expect(run).toMatchObject({ ledgerFrom: '2026-11-21T16:00:00.000Z', ledgerTo: '2026-11-22T16:00:00.000Z' });
    expect(isIssuing(run, after(run.ledgerTo, -1))).toBe(true);
    expect(isIssuing(run, run.ledgerTo)).toBe(false);
    expect(isIssuing(run, after(run.ledgerTo, hours(1)))).toBe(false);
  });
});

describe('the payout schedule', () => {
  const by = { ...payoutSchedule.byDefault, version: 0 };

  it('pays on each day, on one day of a week, or on one of a month [SET-05]', () => {
    const monday = '2026-11-30';
    expect(pays([monday], by)).toBe(true);
    for (let weekday = 1; weekday <= 7; weekday += 1) {
      expect(pays([dateAfter(monday, weekday - 1)], { ...by, every: 'week', weekday })).toBe(true);
      expect(pays([dateAfter(monday, weekday)], { ...by, every: 'week', weekday })).toBe(false);
    }
    expect(pays(['2026-02-28'], { ...by, every: 'month', dayOfMonth: 28 })).toBe(true);
    expect(pays(['2026-03-01'], { ...by, every: 'month', dayOfMonth: 28 })).toBe(false);
  });

  it('never makes a shop wait longer than a period: a payday that was missed is made up for, once [SET-05]', () => {
    const schedule = fc.record({
      every: fc.constantFrom('week' as const, 'month' as const),
      weekday: fc.integer({ min: 1, max: 7 }),
      dayOfMonth: fc.integer({ min: 1, max: 28 }),
    });
    fc.assert(fc.property(date, schedule, fc.integer({ min: 1, max: 60 }), (first, days, missed) => {
      const rules = { ...by, ...days };
      const dates = Array.from({ length: missed }, (_, i) => dateAfter(first, i));
      expect(pays(dates, rules)).toBe(dates.some((one) => pays([one], rules)));
      const period = Array.from({ length: rules.every === 'week' ? 7 : 31 }, (_, i) => dateAfter(first, i));
      expect(pays(period, rules)).toBe(true);
    }));
  });

  it('says on which day it pays next: never on the day itself, and always within a month [SET-05]', () => {
    expect(nextPayday('2026-11-30', by)).toBe('2026-12-01');
    expect(nextPayday('2026-11-30', { ...by, every: 'week', weekday: 1 })).toBe('2026-12-07');
    expect(nextPayday('2026-11-30', { ...by, every: 'month', dayOfMonth: 15 })).toBe('2026-12-15');
    expect(nextPayday('2026-02-28', { ...by, every: 'month', dayOfMonth: 28 })).toBe('2026-03-28');
  });

  it('pays nothing that is less than the least amount of its currency, unless it has waited long enough or repays a debt alone [SET-05]', () => {
    const least = { ...by, least: [money(5000, 'BRL')], waitsAtMost: days(30) };
    const now = instant(Date.UTC(2026, 10, 30));
    const table: [amount: number, waited: number, pays: boolean][] = [
      [5000, 0, true],
      [4999, 0, false],
      [4999, 29, false],
      [4999, 30, true],
      [1, 29, false],
      [0, 0, true],
      [-1, 0, true],
    ];
    for (const [amount, waited, paid] of table) {
      expect(isWorthPaying(money(amount, 'BRL'), after(now, -days(waited)), least, now)).toBe(paid);
    }
    expect(isWorthPaying(money(1, 'CNY'), now, least, now)).toBe(true);
    expect(isWorthPaying(money(1, 'BRL'), now, by, now)).toBe(true);
  });
});
