import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../shared/kernel/values/clock.ts';
import type { Id, MerchantId } from '../../../shared/kernel/values/ids.ts';
import { money, share, subtract, sum, type Money } from '../../../shared/kernel/values/money.ts';
import { Broken } from '../../../shared/kernel/problems.ts';
import type { Account } from '../../../shared/ledger/accounts.ts';
import { netOfRefund, type SoldLine } from '../../../shared/ledger/earning.ts';
import { mustBalance, swings, type Entry } from '../../../shared/ledger/entry.ts';
import * as rules from '../../../shared/ledger/postings.ts';
import { books } from './books.ts';

const at = instant(0);
const orderId = 'ord_1' as Id<'order'>;
const merchantId = 'mer_1' as MerchantId;
const provider = 'sandbox';
const brl = (amount: number): Money => money(amount, 'BRL');
const funds: Account = `buyer-funds:${orderId}`;

const lines = fc.array(
  fc.record({
    items: fc.integer({ min: 0, max: 1_000_000 }).map(brl),
    freight: fc.integer({ min: 0, max: 50_000 }).map(brl),
    commissionRate: fc.integer({ min: 0, max: 10_000 }),
  }),
  { minLength: 1, maxLength: 6 },
).filter((all) => total(all).amount > 0);

const total = (all: readonly SoldLine[]): Money => sum(all.flatMap(({ items, freight }) => [items, freight]), 'BRL');

describe('an entry', () => {
  it('that does not balance is refused, in each of its currencies [SET-01 part]', () => {
    const entry = rules.release({ orderId, merchantId }, brl(5), at);
    const [debit, credit] = entry.postings;
    expect(() => mustBalance({ ...entry, postings: [debit!, { ...credit!, amount: brl(-4) }] })).toThrow(Broken);
    expect(() => mustBalance({ ...entry, postings: [debit!, { ...credit!, amount: money(-5, 'USD') }] })).toThrow(
      /is off by/,
    );
    expect(() => mustBalance(entry)).not.toThrow();
  });

  it('moves each guarded balance once, netted with those written together [SET-01 part]', () => {
    const order = { orderId, amount: brl(100) };
    const refund = { refundId: 'rfd_1' as Id<'refund'>, from: funds, amount: brl(30), provider, orderId };
    expect(
      swings([
        rules.capture({ provider, providerId: 'p', reference: 'r' }, order, at),
        rules.refundRequested(refund, at),
      ]),
    )
      .toEqual([{ owner: orderId, currency: 'BRL', owed: { 'buyer-funds': 70 } }]);
  });
});

describe('what an order earns after a refund', () => {
  it('is what it earns by its lines when nothing was refunded [RVM-01]', () =>
    fc.assert(fc.property(lines, (sold) => {
      expect(netOfRefund(sold, brl(0))).toEqual({
        items: sum(sold.map(({ items }) => items), 'BRL'),
        freight: sum(sold.map(({ freight }) => freight), 'BRL'),
        commission: sum(sold.map(({ items, commissionRate }) => share(items, commissionRate)), 'BRL'),
      });
    })));

  it('and the refund are together what was paid; the commission is never more than the goods', () =>
    fc.assert(fc.property(
      lines,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (sold, part) => {
        const refunded = brl(Math.floor(total(sold).amount * part));
        const { items, freight, commission } = netOfRefund(sold, refunded);
        expect(items.amount + freight.amount + refunded.amount).toBe(total(sold).amount);
        expect(items.amount).toBeGreaterThanOrEqual(0);
        expect(freight.amount).toBeGreaterThanOrEqual(0);
        expect(commission.amount).toBeLessThanOrEqual(items.amount);
      },
    )));
});

/**
 * What can happen to an order's money, as a list of draws; each applies what is legal by then and leaves out the rest.
 */
const story = fc.record({
  lines,
  refunds: fc.array(
    fc.record({
      part: fc.double({ min: 0, max: 1, noNaN: true }),
      outcome: fc.constantFrom('given', 'failed-then-given', 'failed-then-elsewhere'),
    }),
    {
      maxLength: 4,
    },
  ),
  completed: fc.boolean(),
  late: fc.boolean(),
  payouts: fc.array(fc.constantFrom('paid', 'failed', 'returned'), { maxLength: 4 }),
});

describe('the money of an order', () => {
  it('sums to zero over buyer, merchant, platform and provider after every step, and no account owes less than nothing [SET-01 part] [SET-02]', () => {
    fc.assert(fc.property(story, ({ lines: sold, refunds, completed, late, payouts }) => {
      const paid = total(sold);
      const ledger = books();
      const post = (...entries: Entry[]): void => {
        ledger.post(...entries);
        expect(ledger.agree()).toBe(true);
      };
      const clearing = (): number => ledger.balance('provider-clearing:sandbox', 'BRL');

      post(rules.capture({ provider, providerId: 'p1', reference: 'pay_1-1' }, { orderId, amount: paid }, at));
      if (late) {
        const again = {
          refundId: 'rfd_again' as Id<'refund'>,
          from: 'unallocated-funds:p2' as Account,
          amount: paid,
          provider,
        };
        post(
          rules.unallocatedCapture({ provider, providerId: 'p2', reference: 'pay_1-1' }, paid, at),
          rules.refundRequested(again, at),
        );
        post(rules.refundSucceeded(again, at));
      }
      let back = brl(0);
      let elsewhere = 0;
      refunds.forEach(({ part, outcome }, i) => {
        const amount = brl(Math.floor((paid.amount - back.amount) * part));
        const refund = { refundId: `rfd_${i}` as Id<'refund'>, from: funds, amount, provider, orderId };
        post(rules.refundRequested(refund, at));
        back = brl(back.amount + amount.amount);
        if (outcome === 'given') return post(rules.refundSucceeded(refund, at));
        post(rules.refundFailed(refund, at));
        if (outcome === 'failed-then-elsewhere') {
          elsewhere += amount.amount;
          return post(rules.refundSettledElsewhere(refund, at));
        }
        const again = { ...refund, refundId: `rfd_${i}_again` as Id<'refund'>, from: 'refunds-failed' as const };
        post(rules.refundRequested(again, at));
        post(rules.refundSucceeded(again, at));
      });
      expect(ledger.balance(funds, 'BRL')).toBe(-(paid.amount - back.amount) + 0);
      expect(clearing()).toBe(paid.amount - back.amount + elsewhere);

      const earning = netOfRefund(sold, back);
      const share = subtract(brl(earning.items.amount + earning.freight.amount), earning.commission);
      if (completed) {
        post(rules.earn({ orderId, merchantId }, earning, at));
        post(rules.release({ orderId, merchantId }, share, at));
        let out = 0;
        for (const [i, outcome] of payouts.entries()) {
          if (out) break;
          const payout = { payoutId: `pot_${i}` as Id<'payout'>, merchantId, amount: share, provider };
          post(rules.payoutRequested(payout, at));
          if (outcome === 'failed') {
            post(rules.payoutFailed(payout, at));
            continue;
          }
          post(rules.payoutPaid(payout, at));
          if (outcome === 'returned') {
            post(rules.payoutReturned(payout, at));
            continue;
          }
          out = share.amount;
        }
        expect(ledger.balance(funds, 'BRL')).toBe(0);
        expect(ledger.balance('commission', 'BRL')).toBe(-earning.commission.amount + 0);
        expect(ledger.balance(`merchant-released:${merchantId}`, 'BRL')).toBe(-(share.amount - out) + 0);
        // Buyer net + merchant net + platform net = 0, and the provider holds what is still owed.
        expect(back.amount + share.amount + earning.commission.amount).toBe(paid.amount);
        expect(clearing()).toBe(share.amount - out + earning.commission.amount + elsewhere);
      }
      for (const passage of ['freight', 'refunds-in-flight', 'refunds-failed', 'payouts-in-flight'] as const) {
        expect(ledger.balance(passage, 'BRL')).toBe(0);
      }
      expect(ledger.entries().flatMap(({ postings }) => postings).reduce((sum, { amount }) => sum + amount.amount, 0))
        .toBe(0);
    }));
  });

  it('cannot be given back twice: the second refund finds nothing held', () => {
    const ledger = books();
    const refund = (i: number) => ({
      refundId: `rfd_${i}` as Id<'refund'>,
      from: funds,
      amount: brl(100),
      provider,
      orderId,
    });
    ledger.post(rules.capture({ provider, providerId: 'p1', reference: 'r' }, { orderId, amount: brl(100) }, at));
    ledger.post(rules.refundRequested(refund(1), at));
    expect(() => ledger.post(rules.refundRequested(refund(2), at))).toThrow(/would hold/);
    expect(() => ledger.post(rules.refundRequested(refund(1), at))).toThrow(/posted twice/);
  });
});
