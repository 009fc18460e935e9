import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { days, instant } from '../../../shared/kernel/clock.ts';
import type { Id, MerchantId } from '../../../shared/kernel/ids.ts';
import { money } from '../../../shared/kernel/money.ts';
import type { Entry } from '../../../shared/ledger/entry.ts';
import { release } from '../../../shared/ledger/postings.ts';
import { endOf, lastMidnight, sumByDay, trialBalance } from '../../../shared/ledger/trial-balance.ts';

const entries = fc.array(fc.record({
  day: fc.integer({ min: 0, max: 5 }),
  amount: fc.integer({ min: 1, max: 1e9 }),
  currency: fc.constantFrom('BRL', 'CNY', 'JPY'),
})).map((drawn) =>
  drawn.map(({ day, amount, currency }, i): Entry =>
    release(
      { orderId: `ord_${i}` as Id<'order'>, merchantId: 'mer_1' as MerchantId },
      money(amount, currency),
      instant(days(day) + i),
    )
  )
);

async function* stream(all: readonly Entry[]): AsyncGenerator<Entry> {
  yield* all;
}

describe('the trial balance', () => {
  it('is zero in every currency, whichever days are closed [SET-01]', () =>
    fc.assert(fc.asyncProperty(
      entries,
      fc.integer({ min: 0, max: 6 }),
      async (posted, closedDays) => {
        const border = instant(days(closedDays));
        const closed = await sumByDay(stream(posted.filter(({ at }) => at < border)));
        const open = await sumByDay(stream(posted.filter(({ at }) => at >= border)));
        const { closedThrough, ...balance } = trialBalance(closed, open);
        expect(balance.balanced).toBe(true);
        expect(balance).toEqual(trialBalance([], await sumByDay(stream(posted))));
        expect(closedThrough).toBe(closed.at(-1)?.date);
        expect(closed.reduce((sum, day) => sum + day.entries, 0) + open.reduce((sum, day) => sum + day.entries, 0))
          .toBe(posted.length);
      },
    )));

  it('says in which currency the books are off, and by how much [SET-01]', async () => {
    const entry = release(
      { orderId: 'ord_1' as Id<'order'>, merchantId: 'mer_1' as MerchantId },
      money(100, 'BRL'),
      instant(0),
    );
    const broken: Entry = {
      ...entry,
      postings: [entry.postings[0]!, { ...entry.postings[1]!, amount: money(-99, 'BRL') }],
    };
    expect(trialBalance([], await sumByDay(stream([broken])))).toMatchObject({
      balanced: false,
      currencies: [{ amount: 1, currency: 'BRL' }],
    });
  });

  it('knows where a UTC day begins and ends', () => {
    expect(endOf('2026-02-28')).toBe('2026-03-01T00:00:00.000Z');
    expect(lastMidnight(instant(Date.parse('2026-11-22T00:59:59.999Z')))).toBe('2026-11-22T00:00:00.000Z');
  });
});
