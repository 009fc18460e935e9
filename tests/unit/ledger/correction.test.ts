import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after, days, instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt, type AccountId } from '../../../shared/kernel/values/ids.ts';
import { money, type Currency } from '../../../shared/kernel/values/money.ts';
import { guardedCodes, isAccount, type Account } from '../../../shared/ledger/accounts.ts';
import {
  approve,
  CorrectionPostings,
  entryOf,
  lapse,
  propose,
  refuse,
  withdraw,
  type Correction,
} from '../../../shared/ledger/correction.ts';
import { mustBalance, swings } from '../../../shared/ledger/entry.ts';
import { correctionTimes } from '../../../shared/ledger/rulebooks.ts';

const now = instant(Date.UTC(2026, 10, 22));
const newId = idsAt(now);
const [ann, bob] = ['6f1c5a52-6a44-4d0e-9d4e-0f5b1f3f2a11', '0b54f0c1-6f8e-4a6c-9f43-1f2a3b4c5d6e'] as AccountId[];
const merchantId = newId('merchant');
const orderId = newId('order');
const brl = (amount: number) => money(amount, 'BRL');
const moves = (from: Account, to: Account, amount = 100) => [
  { account: from, amount: brl(amount) },
  { account: to, amount: brl(-amount) },
];
const proposed = (postings = moves('provider-clearing:sandbox', 'settled-elsewhere')): Correction =>
  propose(
    { id: newId('correction'), postings, reason: 'why', corrects: 'dis_1', by: ann! },
    correctionTimes.byDefault,
    now,
  ).after;
const approvedBy = (by: AccountId, correction: Correction, at = now) => approve(correction, by, at);

describe('a correction', () => {
  it('is posted when a second person approves it, never the one who proposed it [SET-08 part]', () => {
    const correction = proposed(moves(`merchant-receivable:${merchantId}`, 'provider-clearing:sandbox'));
    expect(() => approvedBy(ann!, correction)).toThrow('second-person-needed');
    const { change, entry } = approvedBy(bob!, correction);
    expect(change.after).toMatchObject({ state: 'approved', decidedBy: bob, proposedBy: ann });
    expect(entry).toMatchObject({
      id: `correction:${correction.id}`,
      kind: 'correction',
      reference: 'dis_1',
      merchantId,
      postings: correction.postings,
    });
    mustBalance(entry);
  });

  it('is decided once, and not after it has lapsed', () => {
    const ends: ((correction: Correction) => Correction)[] = [
      (one) => approvedBy(bob!, one).change.after,
      (one) => refuse(one, bob!, 'no', now).after,
      (one) => withdraw(one, ann!, now).after,
      (one) => lapse(one, now).after,
    ];
    for (const end of ends) for (const again of ends) expect(() => again(end(proposed()))).toThrow('illegal-step');
    const correction = proposed();
    expect(correction.lapsesAt).toBe(after(now, days(7)));
    expect(() => approvedBy(bob!, correction, correction.lapsesAt)).toThrow('illegal-step');
  });

  it('is refused by somebody else, and taken back by nobody else', () => {
    expect(() => refuse(proposed(), ann!, 'no', now)).toThrow('second-person-needed');
    expect(() => withdraw(proposed(), bob!, now)).toThrow('forbidden');
  });

  it.each(guardedCodes)(
    'never moves %s: payments, earnings and exceptions would say other than the books [SET-01 part]',
    (code) => {
      const owners = { 'buyer-funds': orderId, 'unallocated-funds': 'pay_a1' } as Readonly<Record<string, string>>;
      const account = `${code}:${owners[code] ?? merchantId}` as Account;
      expect(isAccount(account)).toBe(true);
      for (const postings of [moves(account, 'commission'), moves('commission', account)]) {
        expect(CorrectionPostings.safeParse(postings).error?.issues).toMatchObject([{
          path: [expect.any(Number), 'account'],
        }]);
      }
    },
  );

  it('balances in each currency, whatever is proposed, or is not proposed at all [SET-01 part]', () => {
    const accounts: Account[] = ['commission', 'freight', 'provider-fees', `merchant-receivable:${merchantId}`];
    const posting = fc.record({
      account: fc.constantFrom(...accounts),
      amount: fc.record({
        amount: fc.integer({ min: -3, max: 3 }).filter((amount) => amount !== 0),
        currency: fc.constantFrom<Currency[]>('BRL', 'CNY'),
      }),
    });
    fc.assert(fc.property(fc.array(posting, { minLength: 2, maxLength: 6 }), (postings) => {
      const sums = Map.groupBy(postings, ({ amount: { currency } }) => currency);
      const balances = [...sums.values()].every((of) => of.reduce((sum, { amount }) => sum + amount.amount, 0) === 0);
      const attempt = () => proposed(postings);
      if (!balances) {
        expect(attempt).toThrow('correction-unbalanced');
        return;
      }
      const entry = entryOf(attempt(), now);
      mustBalance(entry);
      expect(swings([entry])).toEqual([]);
    }));
  });

  it.each([
    ['commission', true],
    ['provider-clearing:sandbox', true],
    [`merchant-pending:${merchantId}`, true],
    [`buyer-funds:${orderId}`, true],
    ['unallocated-funds:pay_a1', true],
    ['merchant-pending', false],
    ['merchant-pending:', false],
    [`merchant-pending:${orderId}`, false],
    ['commission:mer_1', false],
    ['petty-cash', false],
    [`buyer-funds:${orderId}:x`, false],
    ['toString', false],
  ])('knows whether %s is an account', (name, is) => {
    expect(isAccount(name)).toBe(is);
  });

  it('names each account once, moves something, and is no longer than a transaction', () => {
    const isTaken = (postings: unknown) => CorrectionPostings.safeParse(postings).success;
    const [one, other] = moves('commission', 'freight');
    expect(isTaken([one, other])).toBe(true);
    expect(isTaken([one])).toBe(false);
    expect(isTaken([one, one, other])).toBe(false);
    expect(isTaken([one, { ...other, amount: brl(0) }])).toBe(false);
    expect(isTaken([one, { ...other, account: 'petty-cash' }])).toBe(false);
  });
});
