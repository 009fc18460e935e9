import fc from 'fast-check';
import { expect, it } from 'vitest';
import { instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt } from '../../../shared/kernel/values/ids.ts';
import { add, money, share, sum, type Money } from '../../../shared/kernel/values/money.ts';
import { isBalanced, owed } from '../../../shared/ledger/entry.ts';
import { capture, earn, refundRequested, type Entry } from '../../../shared/ledger/public.ts';
import { claim, hold, releaseEarning } from '../../../shared/settlement/earning.ts';
import { reversed } from '../../../shared/settlement/reversal.ts';
import { earningRelease } from '../../../shared/settlement/rulebooks.ts';
import { books } from '../ledger/books.ts';

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
        let debts = 0;
        let earning =
          hold({ orderId, merchantId, currency: 'BRL', lines, refunded: brl(was) }, earningRelease.byDefault, now)
            .after;
        const entries: Entry[] = [earn({ orderId, merchantId }, earning, now)];
        for (const [part, then] of [...pieces, [1, 'stay'] as const]) {
          const back = part === 1 ? paid - was : Math.floor((paid - was) * part);
          const { earning: change, debt, entry } = reversed(
            earning,
            { refundId: newId('refund'), was: brl(was), back: brl(back) },
            now,
          );
          expect(isBalanced(entry.postings)).toBe(true);
          expect(owed([entry], `buyer-funds:${orderId}`, 'BRL')).toEqual(brl(back));
          entries.push(entry);
          debts += debt?.after.outstanding.amount ?? 0;
          was += back;
          earning = change.after;
          if (then === 'release' && earning.state === 'held') earning = releaseEarning(earning, now).after;
          if (then === 'claim' && earning.state === 'released') earning = claim(earning, newId('statement')).after;
        }
        expect(owed(entries, 'commission', 'BRL')).toEqual(brl(0));
        const shops = (['merchant-pending', 'merchant-released', 'merchant-debt'] as const).map((code) =>
          owed(entries, `${code}:${merchantId}`, 'BRL')
        );
        expect(shops.reduce(add)).toEqual(brl(0));
        expect(owed(entries, `merchant-debt:${merchantId}`, 'BRL')).toEqual(brl(-debts));
      },
    ),
    { numRuns: 2000 },
  );
});

it('at the moment at which an order is completed, the second of the two is refused and decides again: both ways end alike [RET-13 part] [SET-01 part]', () => {
  fc.assert(
    fc.property(
      line.filter(({ items }) => items > 0),
      fc.double({ min: 0, max: 1, noNaN: true }),
      ({ items, freight, commissionRate }, part) => {
        const [orderId, merchantId, refundId] = [newId('order'), newId('merchant'), newId('refund')];
        const order = { orderId, merchantId };
        const paid = items + freight;
        const back = brl(Math.max(1, Math.floor(paid * part)));
        const lines = [{
          lineId: newId('orderLine'),
          skuId: newId('sku'),
          quantity: 1,
          items: brl(items),
          freight: brl(freight),
          commissionRate,
          commission: share(brl(items), commissionRate),
        }];
        const heldOf = (refunded: Money) =>
          hold({ ...order, currency: 'BRL', lines, refunded }, earningRelease.byDefault, now).after;
        const refund = refundRequested(
          { refundId, from: `buyer-funds:${orderId}`, amount: back, provider: 'sandbox', orderId },
          now,
        );
        const [refundedFirst, completedFirst] = [books(), books()];
        for (const { post } of [refundedFirst, completedFirst]) {
          post(
            capture({ provider: 'sandbox', providerId: 'p', reference: 'pay' }, { orderId, amount: brl(paid) }, now),
          );
        }
        // Completed by what was known before the refund: the table refuses it, and it is completed by what is known since.
        refundedFirst.post(refund);
        expect(() => refundedFirst.post(earn(order, heldOf(brl(0)), now))).toThrow(/would hold/);
        refundedFirst.post(earn(order, heldOf(back), now));
        // Refunded by what was known before the completion: likewise.
        const earning = heldOf(brl(0));
        completedFirst.post(earn(order, earning, now));
        expect(() => completedFirst.post(refund)).toThrow(/would hold/);
        completedFirst.post(reversed(earning, { refundId, was: brl(0), back }, now).entry, refund);
        for (
          const account of [`buyer-funds:${orderId}`, 'commission', `merchant-pending:${merchantId}`] as const
        ) {
          expect(completedFirst.balance(account, 'BRL')).toBe(refundedFirst.balance(account, 'BRL'));
        }
        expect(refundedFirst.balance(`buyer-funds:${orderId}`, 'BRL')).toBe(0);
      },
    ),
    { numRuns: 500 },
  );
});
