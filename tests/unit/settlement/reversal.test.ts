import fc from 'fast-check';
import { expect, it } from 'vitest';
import { instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt } from '../../../shared/kernel/values/ids.ts';
import { add, money, share, sum, type Money } from '../../../shared/kernel/values/money.ts';
import { isBalanced, owed } from '../../../shared/ledger/entry.ts';
import { earn, type Entry } from '../../../shared/ledger/public.ts';
import { claim, hold, releaseEarning } from '../../../shared/settlement/earning.ts';
import { reversed } from '../../../shared/settlement/reversal.ts';
import { earningRelease } from '../../../shared/settlement/rulebooks.ts';

const now = instant(Date.UTC(2026, 10, 22));
const newId = idsAt(now);
const brl = (amount: number): Money => money(amount, 'BRL');

const line = fc.record({
  items: fc.integer({ min: 0, max: 100_000 }),
  freight: fc.integer({ min: 0, max: 5000 }),
  commissionRate: fc.integer({ min: 0, max: 3000 }),
});

it('given back piece by piece, before and after release and settlement, ends at nothing for each part [RET-13 part]', () => {
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 5 }),
      fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom('stay', 'release', 'claim')), {
        maxLength: 8,
      }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (sold, pieces, first) => {
        const [orderId, merchantId] = [newId('order'), newId('merchant')];
        const lines = sold.map(({ items, freight, commissionRate }) => ({
          lineId: newId('orderLine'),
          skuId: newId('sku'),
          quantity: 1,
          items: brl(items),
          freight: brl(freight),
          commissionRate,
          commission: share(brl(items), commissionRate),
        }));
        const paid = sum(lines.flatMap(({ items, freight }) => [items, freight]), 'BRL').amount;
        let was = Math.floor(paid * first);
        let earning =
          hold({ orderId, merchantId, currency: 'BRL', lines, refunded: brl(was) }, earningRelease.byDefault, now)
            .after;
        const entries: Entry[] = [earn({ orderId, merchantId }, earning, now)];
        for (const [part, then] of [...pieces, [1, 'stay'] as const]) {
          const back = part === 1 ? paid - was : Math.floor((paid - was) * part);
          const { change, entry } = reversed(
            earning,
            { subject: newId('refund'), was: brl(was), back: brl(back) },
            now,
          );
          expect(isBalanced(entry.postings)).toBe(true);
          expect(owed([entry], `buyer-funds:${orderId}`, 'BRL')).toEqual(brl(back));
          entries.push(entry);
          was += back;
          earning = change?.after ?? earning;
          if (then === 'release' && earning.state === 'held') earning = releaseEarning(earning, now).after;
          if (then === 'claim' && earning.state === 'released') earning = claim(earning, newId('statement')).after;
        }
        expect(owed(entries, 'commission', 'BRL')).toEqual(brl(0));
        const shops = (['merchant-pending', 'merchant-released', 'merchant-receivable'] as const).map((code) =>
          owed(entries, `${code}:${merchantId}`, 'BRL')
        );
        expect(shops.reduce(add)).toEqual(brl(0));
      },
    ),
    { numRuns: 2000 },
  );
});
