import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../../shared/kernel/values/calendar.ts';
import { days, hours, instant } from '../../../shared/kernel/values/clock.ts';
import type { Id, MerchantId } from '../../../shared/kernel/values/ids.ts';
import { money } from '../../../shared/kernel/values/money.ts';
import type { Entry } from '../../../shared/ledger/entry.ts';
import { release } from '../../../shared/ledger/postings.ts';
import {
  accountDays,
  nothingSummed,
  sumByDay,
  sumOn,
  TrialBalance,
  trialBalance,
  type DayTotals,
} from '../../../shared/ledger/trial-balance.ts';

const entries = fc.array(fc.record({
  day: fc.integer({ min: 0, max: 5 }),
  hour: fc.integer({ min: 0, max: 23 }),
  amount: fc.integer({ min: 1, max: 1e9 }),
  currency: fc.constantFrom('BRL', 'CNY', 'JPY'),
})).map((drawn) =>
  drawn.map(({ day, hour, amount, currency }, i): Entry =>
    release(
      { orderId: `ord_${i}` as Id<'order'>, merchantId: 'mer_1' as MerchantId },
      money(amount, currency),
      instant(days(day) + hours(hour) + i),
    )
  )
);

const shanghai = calendarOf('Asia/Shanghai');
/** Midnight in Shanghai, at the end of the first of the drawn days. */
const midnight = hours(16);

async function* stream(all: readonly Entry[]): AsyncGenerator<Entry> {
  yield* all;
}

describe('summing up', () => {
  const spans = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 20 });

  it('comes to the same in whatever spans it is done and wherever it is cut off, each day closed once [SET-01 part]', () =>
    fc.assert(fc.asyncProperty(entries, spans, fc.integer({ min: 1, max: 5 }), async (posted, lengths, atOnce) => {
      let summed = nothingSummed([]);
      const closed: DayTotals[] = [];
      for (const length of [...lengths, 24 * 10, 1, 1, 1, 1, 1, 1, 1]) {
        const upTo = instant(Date.parse(summed.upTo) + hours(length));
        const span = posted.filter(({ at }) => at >= summed.upTo && at < upTo);
        const next = sumOn(summed, await sumByDay(stream(span), shanghai), upTo, atOnce);
        expect(next.over.length).toBeLessThanOrEqual(atOnce);
        expect(next.over.filter(({ to }) => to > upTo)).toEqual([]);
        closed.push(...next.over);
        summed = next.summed;
      }
      expect([...closed, ...summed.days]).toEqual(await sumByDay(stream(posted), shanghai));
    })));
});

describe('the trial balance', () => {
  it('is zero in every currency, whichever days are closed [SET-01 part]', () =>
    fc.assert(fc.asyncProperty(
      entries,
      fc.integer({ min: 0, max: 6 }),
      async (posted, closedDays) => {
        const border = instant(days(closedDays) + midnight);
        const closed = await sumByDay(stream(posted.filter(({ at }) => at < border)), shanghai);
        const open = await sumByDay(stream(posted.filter(({ at }) => at >= border)), shanghai);
        const { closedThrough, ...balance } = trialBalance(closed, open);
        expect(balance.balanced).toBe(true);
        expect(balance).toEqual(trialBalance([], await sumByDay(stream(posted), shanghai)));
        expect(closedThrough).toBe(closed.at(-1)?.date);
        expect(closed.reduce((sum, day) => sum + day.entries, 0) + open.reduce((sum, day) => sum + day.entries, 0))
          .toBe(posted.length);
      },
    )));

  it('says in which currency the books are off, and by how much [SET-01 part]', async () => {
    const entry = release(
      { orderId: 'ord_1' as Id<'order'>, merchantId: 'mer_1' as MerchantId },
      money(100, 'BRL'),
      instant(0),
    );
    const broken: Entry = {
      ...entry,
      postings: [entry.postings[0]!, { ...entry.postings[1]!, amount: money(-99, 'BRL') }],
    };
    expect(trialBalance([], await sumByDay(stream([broken]), shanghai))).toMatchObject({
      balanced: false,
      currencies: [{ amount: 1, currency: 'BRL' }],
    });
  });

  it('counts by business days of the zone, each with its own end, also where a day has 25 hours [SET-14]', async () => {
    const newYork = calendarOf('America/New_York');
    const at = (time: string): Entry => ({
      ...release(
        { orderId: `ord_${time}` as Id<'order'>, merchantId: 'mer_1' as MerchantId },
        money(1, 'USD'),
        instant(0),
      ),
      at: instant(Date.parse(time)),
    });
    const found = await sumByDay(
      stream(['2026-11-01T03:59:59.999Z', '2026-11-01T04:00:00.000Z', '2026-11-02T04:59:59.999Z'].map(at)),
      newYork,
    );
    expect(found).toMatchObject([
      { date: '2026-10-31', to: '2026-11-01T04:00:00.000Z', entries: 1 },
      { date: '2026-11-01', to: '2026-11-02T05:00:00.000Z', entries: 2 },
    ]);
  });
});

it('can be told also when accounts come to more than one amount of money may be [SET-01 part]', () => {
  const most = 1e15;
  const day = (date: string): DayTotals => ({
    date,
    to: instant(0),
    entries: 1,
    totals: [
      { account: 'provider-clearing', currency: 'BRL', debits: most, credits: 0 },
      { account: 'unallocated-funds', currency: 'BRL', debits: 0, credits: most },
    ],
  });
  const told = TrialBalance.parse(trialBalance([day('2026-11-21')], [day('2026-11-22')]));
  expect(told).toMatchObject({
    balanced: true,
    accounts: [{ balance: { amount: 2 * most } }, { balance: { amount: -2 * most } }],
  });
});

it('follows one account day by day, each with its balance at the end, whatever came before the month [SET-01 part]', () => {
  const day = (date: string, debits: number, credits: number): DayTotals => ({
    date,
    to: instant(0),
    entries: 1,
    totals: [
      { account: 'provider-clearing', currency: 'CNY', debits, credits },
      { account: 'commission', currency: 'CNY', debits: credits, credits: debits },
    ],
  });
  const days = [day('2026-10-31', 500, 0), day('2026-11-01', 100, 30), day('2026-11-03', 0, 70)];
  const yuan = (amount: number) => ({ amount, currency: 'CNY' });
  expect(accountDays(days, 'provider-clearing', '2026-11')).toEqual([
    { date: '2026-11-03', currency: 'CNY', debits: yuan(0), credits: yuan(70), balance: yuan(500) },
    { date: '2026-11-01', currency: 'CNY', debits: yuan(100), credits: yuan(30), balance: yuan(570) },
  ]);
});
