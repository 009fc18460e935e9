import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarOf, dateAfter } from '../../../shared/kernel/values/calendar.ts';
import { after, hours, instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt } from '../../../shared/kernel/values/ids.ts';
import { money, share } from '../../../shared/kernel/values/money.ts';
import { hold, releaseEarning } from '../../../shared/settlement/earning.ts';
import { ledgerFile, paidBy, statementsFile } from '../../../shared/settlement/export.ts';
import { earningRelease } from '../../../shared/settlement/rulebooks.ts';
import { finishRun, isIssuing, startRun } from '../../../shared/settlement/run.ts';
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
