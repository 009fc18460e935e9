import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '../../../shared/kernel/values/money.ts';
import {
  openPayment,
  referenceOf,
  referencesOf,
  retryPayment,
  type PaymentId,
} from '../../../shared/payments/payment.ts';
import type { PaymentReport } from '../../../shared/payments/provider/provider.ts';
import type { Refund } from '../../../shared/payments/refunds/refund.ts';
import { refundOrder } from '../../../shared/payments/refunds/refunding.ts';
import { isDoubtful, settleAll, settleUnknown, strangeMoney } from '../../../shared/payments/settle.ts';
import { givenBack } from '../../../shared/settlement/earning.ts';
import {
  brl,
  buyerId,
  captured,
  given,
  ifPossible,
  newId,
  now,
  opened,
  orders,
  platform,
  sandbox,
  sound,
  whole,
} from './platform.ts';
import { paymentAttempts } from '../../../shared/payments/rulebooks.ts';

describe('a capture', () => {
  it('pays the orders: the whole amount is held, share by share [PAY-01 part] [SET-01 part]', () => {
    const one = platform();
    one.hear(captured(one.payment));
    expect(one.payment).toMatchObject({
      state: 'captured',
      providerId: 'p1',
      captures: [{ outcome: 'paid', amount: whole }],
    });
    expect(one.facts).toEqual(['payment-captured']);
    expect(orders.map((orderId) => one.ledger.balance(`buyer-funds:${orderId}`, 'BRL'))).toEqual([-7000, -219]);
  });

  it.each([
    ['one unit too few', { amount: 7218, currency: 'BRL' }, brl(7218)],
    ['too much', { amount: 7220, currency: 'BRL' }, brl(7220)],
    ['another currency', { amount: 7219, currency: 'USD' }, money(7219, 'USD')],
    ['a currency in which no books are kept', { amount: 7219, currency: 'XAU' }, brl(0)],
  ])('of %s never pays: a person decides [PAY-06]', (_, received, kept) => {
    const one = platform();
    one.hear(captured(one.payment, 'p1', received));
    one.hear(captured(one.payment, 'p1', received));
    expect(one.payment).toMatchObject({
      state: 'declined',
      failureCode: 'amount-mismatch',
      captures: [{ outcome: 'mismatch', amount: kept }],
    });
    expect([...one.exceptions.values()]).toMatchObject([{
      kind: 'amount-mismatch',
      state: 'open',
      expected: whole,
      received,
    }]);
    expect(one.held()).toBe(0);
    expect(one.facts).not.toContain('payment-captured');
    expect(one.ledger.balance('unallocated-funds:p1', kept.currency)).toBe(-kept.amount + 0);
  });

  it.each(['acct_somebody', undefined])(
    'for %s, which is not our account, never pays, is in no books, and is before a person once; another attempt can pay [PAY-06]',
    (payee) => {
      const one = platform();
      const strange = { ...captured(one.payment), payee };
      for (let n = 1; n <= 2; n += 1) one.hear(strange);
      expect(one.payment).toMatchObject({ state: 'declined', failureCode: 'payee-mismatch', captures: [] });
      const [exception, ...more] = [...one.exceptions.values()];
      expect(more).toEqual([]);
      expect(exception).toMatchObject({ kind: 'payee-mismatch', expected: whole, captureId: 'p1' });
      expect(one.ledger.entries()).toEqual([]);
      for (const action of ['refund', 'allocate', 'repaid', 'bear'] as const) {
        expect(() => one.resolve(exception!, action, one.payment)).toThrow('illegal-step');
      }
      one.resolve(exception!, 'dismiss');
      one.hear(strange);
      expect([...one.exceptions.values()]).toHaveLength(1);
      one.apply({ payment: retryPayment(one.payment, { method: 'card' }, paymentAttempts.byDefault, now) });
      one.hear(captured(one.payment, 'p2'));
      one.hear(strange);
      expect(one.payment).toMatchObject({ state: 'captured', captures: [{ providerId: 'p2', outcome: 'paid' }] });
      expect(one.held()).toBe(7219);
    },
  );

  it('that is said to be for another account after all moves nothing, and is before a person [PAY-06]', () => {
    const one = platform();
    one.hear(captured(one.payment));
    const strange = { ...captured(one.payment), payee: 'acct_somebody' };
    expect(isDoubtful(one.payment, sandbox, strange)).toBe(true);
    for (let n = 1; n <= 2; n += 1) one.hear(strange);
    expect([...one.exceptions.values()].map(({ kind }) => kind)).toEqual(['payee-mismatch']);
    expect([one.payment.state, one.held()]).toEqual(['captured', 7219]);
  });

  it('that is said to have come under another reference as well counts once, and is before a person once [PAY-06]', () => {
    const one = platform();
    const report = { ...captured(one.payment, 'p1'), reference: 'rent' };
    for (let n = 1; n <= 2; n += 1) one.hearUnknown(report);
    for (let n = 1; n <= 2; n += 1) one.hear(captured(one.payment, 'p1'));
    expect(one.payment).toMatchObject({ state: 'declined', failureCode: 'capture-contradicted', captures: [] });
    expect([...one.exceptions.values()].map(({ kind }) => kind)).toEqual(['unknown-reference', 'capture-contradicted']);
    expect(one.ledger.balance('unallocated-funds:p1', 'BRL')).toBe(-7219);
    expect(one.held()).toBe(0);
    one.apply({ payment: retryPayment(one.payment, { method: 'card' }, paymentAttempts.byDefault, now) });
    one.hear(captured(one.payment, 'p2'));
    for (let n = 1; n <= 2; n += 1) one.hearUnknown({ ...report, providerId: 'p2' });
    expect([...one.exceptions.values()].map(({ kind }) => kind).slice(2)).toEqual(['capture-contradicted']);
    expect(one.held()).toBe(7219);
  });

  it('for another account under a reference that is not ours is in no books, and before a person once [PAY-06]', () => {
    const one = platform();
    const report = { ...captured(one.payment, 'p9', brl(500)), reference: 'rent', payee: 'acct_somebody' };
    for (let n = 1; n <= 2; n += 1) one.hearUnknown(report);
    expect([...one.exceptions.values()].map(({ kind }) => kind)).toEqual(['payee-mismatch']);
    // The provider says the same of one of our payments as well: that is another matter.
    for (let n = 1; n <= 2; n += 1) one.hear({ ...report, reference: referenceOf(one.payment) });
    expect([...one.exceptions.values()].map(({ paymentId }) => paymentId)).toEqual([undefined, one.payment.id]);
    expect(one.ledger.entries()).toEqual([]);
  });

  it('of a wrong amount goes back when finance says so, once [PAY-06] [PAY-07]', () => {
    const one = platform();
    one.hear(captured(one.payment, 'p1', brl(7000)));
    const [exception] = [...one.exceptions.values()];
    const decide = (): void => one.resolve(exception!, 'refund');
    decide();
    expect(decide).toThrow(/illegal-step/);
    const [refund] = [...one.refunds.values()];
    one.settleRefund(refund!, 'succeeded');
    expect(one.ledger.balance('provider-clearing:sandbox', 'BRL')).toBe(0);
    expect(one.exceptions.get(exception!.id)).toMatchObject({ state: 'resolved', resolution: { action: 'refund' } });
  });

  it('under a reference that is not ours is kept for a person [PAY-06]', () => {
    const report: PaymentReport = {
      providerId: 'p9',
      reference: 'rent march',
      status: 'captured',
      received: brl(50_000),
      payee: sandbox.payee,
    };
    const move = settleUnknown(sandbox, report, undefined, now)!;
    expect(move.exceptions![0]!.after).toMatchObject({
      kind: 'unknown-reference',
      reference: 'rent march',
      received: brl(50_000),
    });
    expect(move.entries).toHaveLength(1);
    expect(settleUnknown(sandbox, { ...report, status: 'declined' }, undefined, now)).toBeUndefined();
  });

  it.each(['BRL', 'XAU'])(
    'in %s under a reference that is not ours is one matter, however many notices tell of it [PAY-04] [PAY-06]',
    (currency) => {
      const one = platform();
      const hear = (providerId: string): void => {
        const report = {
          providerId,
          reference: 'rent',
          status: 'captured',
          received: { amount: 5, currency },
          payee: sandbox.payee,
        } as const;
        const known = one.exceptions.get(strangeMoney(sandbox, report));
        one.apply(settleUnknown(sandbox, report, known, now));
      };
      for (const providerId of ['p8', 'p8', 'p9', 'p8']) hear(providerId);
      expect([...one.exceptions.values()].map(({ captureId }) => captureId)).toEqual(['p8', 'p9']);
    },
  );

  it('after expiry, or a second one, is booked and refunded by itself, and the buyer sees it [PAY-18]', () => {
    for (const outcome of ['late', 'second'] as const) {
      const one = platform();
      if (outcome === 'late') one.expire();
      else one.hear(captured(one.payment, 'p0'));
      one.hear(captured(one.payment, 'p1'));
      one.hear(captured(one.payment, 'p1'));
      expect(one.payment.captures.at(-1)).toMatchObject({ providerId: 'p1', outcome, refunding: 7219, refunded: 0 });
      const [refund, ...more] = [...one.refunds.values()];
      expect(more).toEqual([]);
      expect(refund).toMatchObject({ reason: outcome, amount: whole, captureId: 'p1', state: 'requested' });
      one.settleRefund(refund!, 'succeeded');
      expect(one.payment.captures.at(-1)).toMatchObject({ refunding: 0, refunded: 7219 });
      expect(one.ledger.balance('provider-clearing:sandbox', 'BRL')).toBe(outcome === 'late' ? 0 : 7219);
    }
  });

  it('is heard with all others under its reference at once: each counts, in one change [PAY-05] [PAY-18]', () => {
    const one = platform();
    const before = one.payment;
    const reports = ['p1', 'p2', 'p3'].map((providerId) => captured(before, providerId));
    one.apply(settleAll(before, sandbox, reports, given));
    expect(one.payment.version).toBe(before.version + 1);
    expect(one.payment.captures.map(({ outcome }) => outcome)).toEqual(['paid', 'second', 'second']);
    expect(one.refunds.size).toBe(2);
    expect(one.facts.filter((fact) => fact === 'payment-captured')).toHaveLength(1);
    expect(one.held()).toBe(7219);
    sound(one);
    expect(settleAll(one.payment, sandbox, reports, given)).toBeUndefined();
  });

  it('may have come under any attempt: all are asked about [PAY-05]', () => {
    const one = platform();
    one.hear({ providerId: 'p0', reference: referenceOf(one.payment), status: 'declined' });
    one.apply({ payment: retryPayment(one.payment, { method: 'wallet' }, paymentAttempts.byDefault, now) });
    expect(referencesOf(one.payment)).toEqual([`${one.payment.id}-1`, `${one.payment.id}-2`]);
  });

  it('counts before what did not arrive under its reference [PAY-05]', () => {
    const one = platform();
    const declined: PaymentReport = { providerId: 'p0', reference: referenceOf(one.payment), status: 'declined' };
    one.apply(settleAll(one.payment, sandbox, [declined, captured(one.payment)], given));
    expect(one.payment.state).toBe('captured');
    expect(one.facts).toEqual(['payment-captured']);
  });

  it('gives a cancelled order its share back at once, and keeps the other [PAY-07]', () => {
    const one = platform();
    one.cancel(orders[1]);
    expect(one.refunds.size).toBe(0);
    one.hear(captured(one.payment));
    expect([...one.refunds.values()]).toMatchObject([{
      orderId: orders[1],
      amount: brl(219),
      reason: 'order-cancelled',
    }]);
    expect(one.held()).toBe(7000);
  });
});

type Happening =
  | 'first'
  | 'again'
  | 'other'
  | 'wrong'
  | 'declined'
  | 'waiting'
  | 'expire'
  | 'retry'
  | 'cancel-0'
  | 'cancel-1'
  | 'refund-ok'
  | 'refund-fails';
const happenings: Happening[] = [
  'first',
  'again',
  'other',
  'wrong',
  'declined',
  'waiting',
  'expire',
  'retry',
  'cancel-0',
  'cancel-1',
  'refund-ok',
  'refund-fails',
];

describe('whatever the order, however often', () => {
  it('there is one capture at the most, no money is lost, and all that pays for nothing goes back [PAY-04] [PAY-05] [PAY-18]', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...happenings), { maxLength: 25 }), (drawn) => {
        const one = platform();
        const arrived = new Map<string, number>();
        const openRefund = (): Refund | undefined =>
          [...one.refunds.values()].find(({ state }) => state === 'requested' || state === 'sent');
        const hear = (providerId: string, amount: number): void => {
          arrived.set(providerId, amount);
          one.hear(captured(one.payment, providerId, brl(amount)));
        };
        for (const happening of drawn) {
          const settling = openRefund();
          ifPossible(() => {
            switch (happening) {
              case 'first':
              case 'again':
                return hear('p1', 7219);
              case 'other':
                return hear('p2', 7219);
              case 'wrong':
                return hear('p3', 7000);
              case 'declined':
                return one.hear({ providerId: 'p4', reference: referenceOf(one.payment), status: 'declined' });
              case 'waiting':
                return one.hear({
                  providerId: 'p4',
                  reference: referenceOf(one.payment),
                  status: 'waiting',
                  payUrl: 'https://pay',
                });
              case 'expire':
                return one.expire();
              case 'retry':
                return one.apply({
                  payment: retryPayment(one.payment, { method: 'wallet' }, paymentAttempts.byDefault, now),
                });
              case 'cancel-0':
                return one.cancel(orders[0]);
              case 'cancel-1':
                return one.cancel(orders[1]);
              case 'refund-ok':
                return settling && one.settleRefund(settling, 'succeeded');
              case 'refund-fails':
                return settling && one.settleRefund(settling, 'failed');
            }
          });
          sound(one);
        }
        for (let refund = openRefund(); refund; refund = openRefund()) one.settleRefund(refund, 'succeeded');
        sound(one);
        const { payment, facts, ledger, exceptions } = one;
        expect(payment.captures.map(({ providerId }) => providerId).toSorted()).toEqual([...arrived.keys()].toSorted());
        expect(facts.filter((fact) => fact === 'payment-captured').length).toBe(payment.state === 'captured' ? 1 : 0);
        const back = payment.captures.reduce((sum, { refunded }) => sum + refunded, 0);
        const got = [...arrived.values()].reduce((sum, amount) => sum + amount, 0);
        expect(ledger.balance('provider-clearing:sandbox', 'BRL')).toBe(got - back);
        expect(ledger.balance('refunds-in-flight', 'BRL')).toBe(0);
        // What is neither an order's nor back has a person's attention.
        const unattended = payment.captures.filter(({ outcome, amount, refunded }) =>
          outcome !== 'paid' && refunded < amount.amount
        )
          .filter(({ providerId }) =>
            ![...exceptions.values()].some(({ captureId, state }) => captureId === providerId && state === 'open')
          );
        expect(unattended).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});

describe('refunds', () => {
  const paid = (): ReturnType<typeof platform> => {
    const one = platform();
    one.hear(captured(one.payment));
    return one;
  };

  it('never exceed what was paid, per order and in all; what a failed one owes is for nobody else [PAY-07]', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            order: fc.constantFrom(0, 1),
            amount: fc.integer({ min: 0, max: 8000 }),
            outcome: fc.constantFrom('succeeded', 'failed', undefined),
            twice: fc.boolean(),
          }),
          { maxLength: 12 },
        ),
        (drawn) => {
          const one = paid();
          for (const { order, amount, outcome, twice } of drawn) {
            const before = one.refunds.size;
            ifPossible(() =>
              one.apply(
                refundOrder(
                  one.payment,
                  'sandbox',
                  { orderId: orders[order]!, amount: brl(amount), note: 'goodwill' },
                  given,
                ),
              )
            );
            const refund = [...one.refunds.values()].at(-1);
            if (one.refunds.size > before && outcome) {
              one.settleRefund(refund!, outcome);
              if (twice) one.settleRefund(refund!, outcome);
            }
            sound(one);
          }
          const total = (failed: boolean): number =>
            [...one.refunds.values()].filter(({ state }) => (state === 'failed') === failed)
              .reduce((sum, { amount }) => sum + amount.amount, 0);
          const { refunding, refunded, owed } = one.payment.captures[0]!;
          expect([refunding + refunded, owed]).toEqual([total(false), total(true)]);
          expect(one.held()).toBe(7219 - total(false) - total(true));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('that failed are owed to the buyer alone, whenever the order is completed and whatever is decided [PAY-07] [SET-01 part]', () => {
    const what = fc.constantFrom('refund', 'succeed', 'fail', 'again', 'dismiss', 'complete');
    const happening = fc.record({ what, amount: fc.integer({ min: 1, max: 4000 }) });
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 25 }), (drawn) => {
        const one = paid();
        const [orderId] = orders;
        let earned: number | undefined;
        const complete = (): void => {
          if (earned !== undefined) return;
          earned = 7000 - givenBack(one.payment, orderId).amount;
          one.complete(orderId);
        };
        for (const { what, amount } of drawn) {
          const going = [...one.refunds.values()].find(({ state }) => state === 'requested');
          const open = [...one.exceptions.values()].find(({ state }) => state === 'open');
          if (what === 'succeed' && going) one.settleRefund(going, 'succeeded');
          if (what === 'fail' && going) one.settleRefund(going, 'failed');
          // Both decisions are possible at any time: neither throws.
          if (what === 'again' && open) one.resolve(open, 'refund');
          if (what === 'dismiss' && open) one.resolve(open, 'dismiss');
          if (what === 'complete') complete();
          if (what === 'refund' && earned === undefined) {
            const order = { orderId, amount: brl(amount), note: 'part' };
            ifPossible(() => one.apply(refundOrder(one.payment, 'sandbox', order, given)));
          }
          sound(one);
        }
        complete();
        const { refunding, refunded, owed } = one.payment.orders[0]!;
        expect(one.ledger.balance(`buyer-funds:${orderId}`, 'BRL')).toBe(0);
        expect(earned! + refunding + refunded + owed).toBe(7000);
      }),
      { numRuns: 300 },
    );
  });

  it('that failed and were given by another way count as given back, and the platform has the money [PAY-07]', () => {
    const one = paid();
    one.cancel(orders[0]);
    one.settleRefund([...one.refunds.values()][0]!, 'failed');
    expect(one.payment.orders[0]).toMatchObject({ refunding: 0, refunded: 0, owed: 7000 });
    one.resolve([...one.exceptions.values()][0]!, 'dismiss');
    expect(one.payment.orders[0]).toMatchObject({ refunding: 0, refunded: 7000, owed: 0 });
    expect(one.ledger.balance('settled-elsewhere', 'BRL')).toBe(-7000);
  });

  it('line by line, in any order, total exactly what was paid [PAY-07]', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 6999 }), { maxLength: 6 }), (cuts) => {
      const one = paid();
      const marks = [...new Set([0, ...cuts, 7000])].toSorted((a, b) => a - b);
      for (const [i, mark] of marks.slice(1).entries()) {
        one.apply(
          refundOrder(
            one.payment,
            'sandbox',
            { orderId: orders[0], amount: brl(mark - marks[i]!), note: 'part' },
            given,
          ),
        );
      }
      for (const refund of one.refunds.values()) one.settleRefund(refund, 'succeeded');
      expect(one.payment.orders[0]).toMatchObject({ refunding: 0, refunded: 7000 });
      expect(one.held()).toBe(219);
    }));
  });

  it.each([
    ['more than is left', { orderId: orders[1], amount: brl(220) }, 'refund-too-large'],
    ['nothing', { orderId: orders[1], amount: brl(0) }, 'refund-too-large'],
    ['another currency', { orderId: orders[1], amount: money(10, 'USD') }, 'currency-mixed'],
    ['of an order that it does not cover', { orderId: newId('order'), amount: brl(1) }, 'not-found'],
  ])('of %s are refused [PAY-07]', (_, order, code) => {
    expect(() => refundOrder(paid().payment, 'sandbox', { ...order, note: 'x' }, given)).toThrow(code);
  });

  it('before anything is paid are refused [PAY-07]', () => {
    expect(() => refundOrder(opened(), 'sandbox', { orderId: orders[0], amount: brl(1), note: 'x' }, given)).toThrow(
      'illegal-step',
    );
  });

  it('that failed reach a person, who can try again [PAY-07]', () => {
    const one = paid();
    one.cancel(orders[0]);
    one.settleRefund([...one.refunds.values()][0]!, 'failed');
    const [exception] = [...one.exceptions.values()];
    expect(exception).toMatchObject({ kind: 'refund-failed', state: 'open' });
    one.resolve(exception!, 'refund');
    one.settleRefund([...one.refunds.values()].at(-1)!, 'succeeded');
    expect(one.payment.orders[0]).toMatchObject({ refunding: 0, refunded: 7000 });
  });
});

describe('a payment', () => {
  it('has shares that sum to its amount', () => {
    expect(() =>
      openPayment({
        paymentId: newId('payment') as PaymentId,
        checkoutId: newId('checkout'),
        buyerId,
        amount: whole,
        method: 'card',
        country: 'BR',
        orders: [{ orderId: orders[0], amount: brl(1) }],
      }, now)
    ).toThrow(/do not sum/);
  });

  it('can be tried again after a decline, under another reference [PAY-02]', () => {
    const one = platform();
    const first = referenceOf(one.payment);
    one.hear({ providerId: 'p1', reference: first, status: 'declined', failureCode: 'insufficient-funds' });
    expect(one.payment).toMatchObject({ state: 'declined', failureCode: 'insufficient-funds' });
    one.apply({ payment: retryPayment(one.payment, { method: 'wallet' }, paymentAttempts.byDefault, now) });
    expect(one.payment).toMatchObject({ state: 'created', method: 'wallet', attempt: 2 });
    expect(referenceOf(one.payment)).not.toBe(first);
    // A late word about the first attempt is no news about the second.
    one.hear({ providerId: 'p1', reference: first, status: 'declined' });
    expect(one.payment.state).toBe('created');
  });
});
