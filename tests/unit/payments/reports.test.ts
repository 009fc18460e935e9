/** Whatever the provider says, and however it takes back its word. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '../../../shared/kernel/values/money.ts';
import type { PaymentException, Resolution } from '../../../shared/payments/exception.ts';
import { referenceOf, type Payment } from '../../../shared/payments/payment.ts';
import type { PaymentReport, RefundReport } from '../../../shared/payments/provider/provider.ts';
import type { Refund } from '../../../shared/payments/refunds/refund.ts';
import { refundOrder } from '../../../shared/payments/refunds/refunding.ts';
import { resolveException } from '../../../shared/payments/resolving.ts';
import { unknownRefund } from '../../../shared/payments/refunds/settle-refund.ts';
import {
  brl,
  buyerId,
  captured,
  given,
  ifPossible,
  now,
  opened,
  orders,
  platform,
  sandbox,
  whole,
} from './platform.ts';

type House = ReturnType<typeof platform>;

const openIn = ({ exceptions }: House): PaymentException[] =>
  [...exceptions.values()].filter(({ state }) => state === 'open');
const kindsIn = (one: House) => openIn(one).map(({ kind }) => kind);
const inBooks = ({ ledger }: House) =>
  Object.fromEntries(
    ([
      'refunds-in-flight',
      'refunds-failed',
      'settled-elsewhere',
      'buyer-receivable',
      'written-off',
      'provider-clearing:sandbox',
    ] as const)
      .map((account) => [account.split(':')[0], ledger.balance(account, 'BRL')]),
  );
const refundIn = ({ refunds }: House): Refund => [...refunds.values()][0]!;

/** An order of 70.00 has been paid with another of 2.19, and 10.00 of it are on their way back. */
const refunding = (): House => {
  const one = platform();
  one.hear(captured(one.payment));
  one.apply(refundOrder(one.payment, 'sandbox', { orderId: orders[0], amount: brl(1000), note: 'A scratch' }, given));
  return one;
};
const told = (one: House, ...words: RefundReport['status'][]): House => {
  for (const word of words) one.settleRefund(refundIn(one), word);
  return one;
};

describe('a refund', () => {
  it.each<[RefundReport['status'][], object, PaymentException['kind'][], object]>([
    [['pending'], { state: 'sent' }, [], { 'refunds-in-flight': -1000 }],
    [['pending', 'pending'], { state: 'sent' }, [], { 'refunds-in-flight': -1000 }],
    [['succeeded'], { state: 'succeeded' }, [], { 'refunds-in-flight': 0, 'provider-clearing': 6219 }],
    [['succeeded', 'pending', 'succeeded'], { state: 'succeeded' }, [], { 'provider-clearing': 6219 }],
    [['failed'], { state: 'failed' }, ['refund-failed'], { 'refunds-failed': -1000, 'provider-clearing': 7219 }],
    [['failed', 'failed'], { state: 'failed' }, ['refund-failed'], { 'refunds-failed': -1000 }],
    [['succeeded', 'failed'], { state: 'failed' }, ['refund-failed'], {
      'refunds-failed': -1000,
      'provider-clearing': 7219,
    }],
    [['failed', 'succeeded'], { state: 'succeeded' }, [], { 'refunds-failed': 0, 'provider-clearing': 6219 }],
    [['failed', 'pending'], { state: 'failed' }, ['refund-failed', 'refund-contradicted'], { 'refunds-failed': -1000 }],
    [['failed', 'succeeded', 'failed'], { state: 'failed' }, ['refund-failed'], { 'refunds-failed': -1000 }],
    [['succeeded', 'failed', 'succeeded'], { state: 'failed' }, ['refund-failed', 'refund-contradicted'], {
      'refunds-failed': -1000,
      'provider-clearing': 7219,
    }],
  ])('of which the provider tells %j', (words, refund, kinds, balances) => {
    const one = told(refunding(), ...words);
    expect(refundIn(one)).toMatchObject(refund);
    expect(kindsIn(one)).toEqual(kinds);
    expect(inBooks(one)).toMatchObject(balances);
    const { refunding: going, refunded, owed } = one.payment.orders[0]!;
    const { state } = refundIn(one);
    expect([going, refunded, owed]).toEqual([
      state === 'sent' ? 1000 : 0,
      state === 'succeeded' ? 1000 : 0,
      state === 'failed' ? 1000 : 0,
    ]);
  });

  it('that succeeds after it had failed leaves nothing for a person to decide: it is not given twice [PAY-07]', () => {
    const one = told(refunding(), 'failed');
    const [exception] = openIn(one);
    told(one, 'succeeded');
    expect(one.exceptions.get(exception!.id)).toMatchObject({ state: 'resolved', resolution: { action: 'overtaken' } });
    expect(() => one.resolve(exception!, 'refund')).toThrow('illegal-step');
    expect(one.refunds.size).toBe(1);
  });

  it.each<[Resolution, object, Resolution, object]>([
    ['refund', { 'refunds-in-flight': -1000, 'buyer-receivable': 1000 }, 'repaid', { 'settled-elsewhere': 1000 }],
    ['refund', { 'refunds-in-flight': -1000, 'buyer-receivable': 1000 }, 'bear', { 'written-off': 1000 }],
    ['dismiss', { 'settled-elsewhere': -1000, 'buyer-receivable': 1000 }, 'repaid', { 'settled-elsewhere': 0 }],
    ['dismiss', { 'settled-elsewhere': -1000, 'buyer-receivable': 1000 }, 'bear', { 'written-off': 1000 }],
  ])(
    'that succeeds after finance decided to %s it is claimed of the buyer (%j), until finance says %s, once [PAY-07]',
    (action, balances, decision, settled) => {
      const one = told(refunding(), 'failed');
      one.resolve(openIn(one)[0]!, action);
      told(one, 'succeeded', 'succeeded');
      expect(kindsIn(one)).toEqual(['refund-paid-twice']);
      expect(inBooks(one)).toMatchObject({ ...balances, 'refunds-failed': 0 });
      const [exception] = openIn(one);
      expect(() => one.resolve(exception!, 'dismiss')).toThrow('illegal-step');
      one.resolve(exception!, decision);
      expect(() => one.resolve(exception!, decision)).toThrow('illegal-step');
      expect(inBooks(one)).toMatchObject({ ...settled, 'buyer-receivable': 0 });
    },
  );

  /** The second attempt at 10.00, after the first was told of as failed. */
  const again = (): { one: House; first: Refund; second: Refund } => {
    const one = told(refunding(), 'failed');
    one.resolve(openIn(one)[0]!, 'refund');
    const [first, second] = [...one.refunds.values()];
    return { one, first: first!, second: second! };
  };

  /** Both attempts at 10.00 have succeeded, and finance has decided about the claim; then one comes back. */
  it.each<['repaid' | 'bear', 0 | 1, boolean]>([
    ['repaid', 0, true],
    ['repaid', 1, true],
    ['bear', 0, false],
    ['bear', 1, false],
  ])(
    'that was given twice (%s), of which attempt %i comes back then, is given once more only when it is owed [PAY-07]',
    (action, back, isOwed) => {
      const { one, first, second } = again();
      one.settleRefund(second, 'succeeded');
      one.settleRefund(first, 'succeeded');
      one.resolve(openIn(one)[0]!, action);
      one.settleRefund([first, second][back]!, 'failed');
      expect(kindsIn(one)).toEqual(isOwed ? ['refund-failed'] : []);
      expect(inBooks(one)).toMatchObject({
        'refunds-failed': isOwed ? -1000 : 0,
        'settled-elsewhere': isOwed ? 1000 : 0,
        'written-off': 0,
        'buyer-receivable': 0,
        'provider-clearing': 6219,
      });
      const counted = () => {
        const { refunding, refunded, owed } = one.payment.orders[0]!;
        return { refunding, refunded, owed };
      };
      expect(counted()).toEqual({ refunding: 0, refunded: isOwed ? 0 : 1000, owed: isOwed ? 1000 : 0 });
      if (!isOwed) return;
      one.resolve(openIn(one)[0]!, 'refund');
      expect(counted()).toEqual({ refunding: 1000, refunded: 0, owed: 0 });
      one.settleRefund([...one.refunds.values()][2]!, 'succeeded');
      expect(counted()).toEqual({ refunding: 0, refunded: 1000, owed: 0 });
      expect(inBooks(one)).toMatchObject({ 'refunds-failed': 0, 'provider-clearing': 5219 });
    },
  );

  it('that was paid back and both attempts of which come back is owed twice, and counts as one of the payment [PAY-07]', () => {
    const { one, first, second } = again();
    one.settleRefund(second, 'succeeded');
    one.settleRefund(first, 'succeeded');
    one.resolve(openIn(one)[0]!, 'repaid');
    one.settleRefund(second, 'failed');
    one.settleRefund(first, 'failed');
    expect(kindsIn(one)).toEqual(['refund-failed', 'refund-failed']);
    expect(inBooks(one)).toMatchObject({ 'refunds-failed': -2000, 'settled-elsewhere': 1000 });
    expect(one.payment.orders[0]).toMatchObject({ refunding: 0, refunded: 0, owed: 1000 });
    for (const exception of openIn(one)) one.resolve(exception, 'refund');
    for (const attempt of [...one.refunds.values()].slice(2)) one.settleRefund(attempt, 'succeeded');
    expect(inBooks(one)).toMatchObject({ 'refunds-failed': 0, 'refunds-in-flight': 0, 'provider-clearing': 5219 });
    expect(one.payment.orders[0]).toMatchObject({ refunding: 0, refunded: 1000, owed: 0 });
  });

  it('that was given twice and comes back settles the claim by itself [PAY-07]', () => {
    const one = told(refunding(), 'failed');
    one.resolve(openIn(one)[0]!, 'dismiss');
    told(one, 'succeeded', 'failed');
    expect(openIn(one)).toEqual([]);
    expect(inBooks(one)).toMatchObject({ 'buyer-receivable': 0, 'refunds-failed': 0, 'provider-clearing': 7219 });
  });

  it('that succeeds after all when the second attempt has failed is what was owed: no third is made [PAY-07]', () => {
    const { one, first, second } = again();
    one.settleRefund(second, 'failed');
    const [exception] = openIn(one);
    one.lookUp(second.id, [{ reference: first.id, status: 'succeeded' }, { reference: second.id, status: 'failed' }]);
    expect(one.exceptions.get(exception!.id)).toMatchObject({ state: 'resolved', resolution: { action: 'overtaken' } });
    expect(() => one.resolve(exception!, 'refund')).toThrow('illegal-step');
    expect(inBooks(one)).toMatchObject({ 'refunds-failed': 0, 'buyer-receivable': 0, 'provider-clearing': 6219 });
    expect(one.payment.orders[0]).toMatchObject({ refunding: 0, refunded: 1000, owed: 0 });
    // It comes back: it is what is owed, and can be given another time.
    one.settleRefund(first, 'failed');
    expect(kindsIn(one)).toEqual(['refund-failed']);
    one.resolve(openIn(one)[0]!, 'refund');
    const third = [...one.refunds.values()][2]!;
    one.settleRefund(third, 'succeeded');
    expect(inBooks(one)).toMatchObject({ 'refunds-failed': 0, 'provider-clearing': 6219 });
    expect(one.refunds.get(first.id)!.attempts).toEqual([second.id, third.id]);
  });

  it.each<[string, RefundReport['status'][]]>([['fails', ['failed']], ['comes back', ['succeeded', 'failed']]])(
    'that succeeds while a second attempt is made is claimed, until that one %s [PAY-07]',
    (_, words) => {
      const { one, first, second } = again();
      one.settleRefund(first, 'succeeded');
      expect(kindsIn(one)).toEqual(['refund-paid-twice']);
      for (const word of words) one.settleRefund(second, word);
      expect(openIn(one)).toEqual([]);
      expect(inBooks(one)).toMatchObject({ 'refunds-failed': 0, 'buyer-receivable': 0, 'provider-clearing': 6219 });
      expect(one.payment.orders[0]).toMatchObject({ refunding: 0, refunded: 1000, owed: 0 });
    },
  );

  it('of which both attempts have succeeded is booked for both, as one move [PAY-07]', () => {
    const { one, first, second } = again();
    one.settleRefund(second, 'failed');
    one.lookUp(second.id, [first, second].map(({ id: reference }) => ({ reference, status: 'succeeded' })));
    expect(kindsIn(one)).toEqual(['refund-paid-twice']);
    expect(inBooks(one)).toMatchObject({ 'refunds-failed': 0, 'buyer-receivable': 1000, 'provider-clearing': 5219 });
  });

  it.each<[string, string | undefined, Pick<RefundReport, 'status'>, PaymentException['kind'][]]>([
    ['overtaken', '2026-11-22T07:59:00.000Z', { status: 'failed' }, ['refund-failed']],
    ['newer', '2026-11-22T08:01:00.000Z', { status: 'failed' }, ['refund-failed', 'refund-contradicted']],
    ['undated', undefined, { status: 'failed' }, ['refund-failed', 'refund-contradicted']],
    ['borne out', '2026-11-22T08:00:00.000Z', { status: 'succeeded' }, []],
  ])('of which a notice goes against what is known, %s: the present word of the provider decides [PAY-05]', (
    _,
    updatedAt,
    word,
    kinds,
  ) => {
    const one = told(refunding(), 'failed');
    const { id: reference } = refundIn(one);
    const present = { reference, updatedAt: '2026-11-22T08:00:00.000Z', ...word };
    const data = {
      id: 're_1',
      reference,
      object: 'refund',
      status: 'succeeded',
      amount: 1000,
      currency: 'BRL',
      updatedAt,
    };
    for (const id of ['evt_1', 'evt_2']) one.notice({ id, type: 'payment.refunded', data }, present);
    expect(kindsIn(one)).toEqual(kinds);
    expect(refundIn(one).state).toBe(present.status);
  });

  it.each([['another amount', { amount: 1 }], ['another currency', { currency: 'USD' }]])(
    'of which the provider names %s moves nothing, and reaches a person once [PAY-07]',
    (_, money) => {
      const one = refunding();
      const { id: reference } = refundIn(one);
      const data = { id: 're_1', reference, status: 'succeeded', amount: 1000, currency: 'BRL', ...money };
      const before = inBooks(one);
      for (const id of ['evt_1', 'evt_2']) one.notice({ id, type: 'payment.refunded', data });
      expect(kindsIn(one)).toEqual(['refund-contradicted']);
      expect([refundIn(one).state, inBooks(one)]).toEqual(['requested', before]);
    },
  );

  it('of which nobody knows is one matter for a person', () => {
    const first = unknownRefund({ reference: 'rfd_x', status: 'succeeded' }, now).after;
    expect(first).toMatchObject({ kind: 'unknown-refund', reference: 'rfd_x', told: 'succeeded' });
    expect(unknownRefund({ reference: 'rfd_x', status: 'failed' }, now).after.id).toBe(first.id);
  });
});

describe('a capture', () => {
  it.each<[string, Partial<PaymentReport>]>([
    ['was of another amount after all', { received: brl(7000) }],
    ['was of another currency after all', { received: money(7219, 'USD') }],
    ['was declined after all', { status: 'declined', received: undefined }],
  ])('that %s moves nothing, and reaches a person once [PAY-06]', (_, change) => {
    const one = platform();
    one.hear(captured(one.payment));
    const before = inBooks(one);
    const word = { ...captured(one.payment), ...change } as PaymentReport;
    one.hear(word);
    one.hear(word);
    expect(kindsIn(one)).toEqual(['capture-contradicted']);
    expect(openIn(one)[0]).toMatchObject({ captureId: 'p1', paymentId: one.payment.id, expected: whole });
    expect([one.payment.state, inBooks(one)]).toEqual(['captured', before]);
    one.resolve(openIn(one)[0]!, 'dismiss');
    one.hear(word);
    expect(openIn(one)).toEqual([]);
  });

  it('is not contradicted by what the provider says of another attempt, nor by what is older', () => {
    const one = platform();
    one.hear(captured(one.payment));
    one.hear({ providerId: 'p0', reference: referenceOf(one.payment), status: 'declined' });
    one.hear({ providerId: 'p1', reference: referenceOf(one.payment), status: 'waiting' });
    expect(openIn(one)).toEqual([]);
  });

  it('under a reference that is not ours, of which the provider says something else later, is two matters', () => {
    const one = platform();
    const rent = {
      providerId: 'p9',
      reference: 'rent',
      status: 'captured',
      received: brl(500),
      payee: sandbox.payee,
    } as const;
    for (const report of [rent, rent, { ...rent, received: brl(501) }, { ...rent, received: brl(501) }]) {
      one.hearUnknown(report);
    }
    one.hearUnknown({ ...rent, status: 'declined', received: undefined });
    expect(kindsIn(one)).toEqual(['unknown-reference', 'capture-contradicted', 'capture-contradicted']);
    expect(one.ledger.balance('unallocated-funds:p9', 'BRL')).toBe(-500);
  });
});

describe('money that pays for nothing', () => {
  const rent = (amount: number, currency = 'BRL'): PaymentReport => ({
    providerId: 'p9',
    reference: 'rent march',
    status: 'captured',
    received: { amount, currency },
    payee: sandbox.payee,
  });
  const unknown = (amount = 7219): [House, PaymentException] => {
    const one = platform();
    one.hearUnknown(rent(amount));
    return [one, openIn(one)[0]!];
  };
  const once = (one: House, exception: PaymentException, action: Resolution, meant?: Payment): void => {
    one.resolve(exception, action, meant);
    for (const again of ['refund', 'allocate', 'dismiss'] as const) {
      expect(() => one.resolve(exception, again, one.payment)).toThrow('illegal-step');
    }
    expect(one.ledger.balance('unallocated-funds:p9', 'BRL')).toBe(0);
    expect(one.ledger.agree()).toBe(true);
  };

  it('under a reference that is not ours goes back to where it came from, once [PAY-07]', () => {
    const [one, exception] = unknown();
    once(one, exception, 'refund');
    expect(refundIn(one)).toMatchObject({ captureId: 'p9', amount: whole, reason: 'unknown', state: 'requested' });
    told(one, 'succeeded');
    expect(inBooks(one)).toMatchObject({ 'refunds-in-flight': 0, 'provider-clearing': 0 });
  });

  it('that could not go back is owed, and is asked for again [PAY-07]', () => {
    const [one, exception] = unknown();
    once(one, exception, 'refund');
    told(one, 'failed');
    expect(inBooks(one)).toMatchObject({ 'refunds-failed': -7219 });
    one.resolve(openIn(one)[0]!, 'refund');
    one.settleRefund([...one.refunds.values()][1]!, 'succeeded');
    expect(inBooks(one)).toMatchObject({ 'refunds-failed': 0, 'provider-clearing': 0 });
  });

  it("was given back elsewhere: what the provider holds of it is the platform's own", () => {
    const [one, exception] = unknown();
    once(one, exception, 'dismiss');
    expect(inBooks(one)).toMatchObject({ 'settled-elsewhere': -7219, 'provider-clearing': 7219 });
  });

  it('was meant for a payment, and pays it; what is over goes back [PAY-06]', () => {
    const [one, exception] = unknown(7500);
    once(one, exception, 'allocate', one.payment);
    expect(one.payment).toMatchObject({ state: 'captured', captures: [{ providerId: 'p9', outcome: 'paid' }] });
    expect(one.facts).toContain('payment-captured');
    expect(one.held()).toBe(7219);
    expect(refundIn(one)).toMatchObject({ amount: brl(281), captureId: 'p9', paymentId: undefined });
    one.hearUnknown(rent(7500));
    expect(openIn(one)).toEqual([]);
  });

  it('of a wrong amount pays its own payment, and what is over goes back [PAY-06]', () => {
    const one = platform();
    one.hear(captured(one.payment, 'p9', brl(7300)));
    once(one, openIn(one)[0]!, 'allocate', one.payment);
    expect(one.payment).toMatchObject({
      state: 'captured',
      captures: [{ amount: brl(7300), outcome: 'paid', refunding: 81 }],
    });
    expect(one.held()).toBe(7219);
    one.hear(captured(one.payment, 'p9', brl(7300)));
    expect(openIn(one)).toEqual([]);
  });

  it('came under another payment, and pays the one it was meant for', () => {
    const source = platform();
    source.hear(captured(source.payment, 'p9', brl(7300)));
    const meant = opened();
    const about = {
      exception: openIn(source)[0]!,
      payment: source.payment,
      refund: undefined,
      others: [],
      meant,
      provider: 'sandbox',
    };
    const { move } = resolveException(about, { action: 'allocate', note: 'A wrong reference', by: buyerId }, given);
    expect(move.payment!.after).toMatchObject({
      id: meant.id,
      state: 'captured',
      captures: [{ providerId: 'p9', amount: whole, outcome: 'paid' }],
    });
    expect(move.source!.after).toMatchObject({ captures: [{ outcome: 'allocated', refunding: 81 }] });
    source.ledger.post(...move.entries!);
    expect(source.ledger.balance('unallocated-funds:p9', 'BRL')).toBe(0);
    expect(source.held()).toBe(7219);
  });

  it.each<[string, number, string, (one: House) => void]>([
    ['it is too little', 7218, 'BRL', () => {}],
    ['it is of another currency', 7219, 'USD', () => {}],
    ['no books are kept in its currency', 7219, 'XAU', () => {}],
    ['nobody waits for it any more', 7219, 'BRL', (one) => one.expire()],
    ['it is paid already', 7219, 'BRL', (one) => one.hear(captured(one.payment))],
  ])('does not pay a payment when %s', (_, amount, currency, before) => {
    const one = platform();
    before(one);
    one.hearUnknown(rent(amount, currency));
    expect(() => one.resolve(openIn(one)[0]!, 'allocate', one.payment)).toThrow('illegal-step');
    expect(() => one.resolve(openIn(one)[0]!, 'allocate')).toThrow('illegal-step');
    expect(kindsIn(one)).toEqual(['unknown-reference']);
  });
});

describe('whatever is signed, at the door', () => {
  const word = fc.constantFrom(
    ...['created', 'pending', 'authorised', 'updated', 'cancelled', 'captured', 'declined', 'failed', 'succeeded'],
    ...['refunded', 'paid', 'returned', 'disputed', 'constructor'],
  );
  const notice = fc.record({
    subject: fc.constantFrom('payment', 'refund', 'card'),
    name: word,
    status: fc.option(word, { nil: undefined }),
    to: fc.constantFrom('payment', 'refund', 'nobody'),
    amount: fc.constantFrom(1000, 7219, 1),
    currency: fc.constantFrom('BRL', 'USD'),
    payee: fc.constantFrom(sandbox.payee, sandbox.payee, 'acct_somebody'),
    present: fc.option(fc.constantFrom('pending', 'succeeded', 'failed'), { nil: undefined }),
  });
  const good = ['captured', 'succeeded', 'refunded', 'paid'];
  const bad = ['declined', 'failed', 'cancelled', 'returned'];

  it('moves the books, agrees with what is known, or reaches a person; and does so once [PAY-04]', () => {
    fc.assert(
      fc.property(fc.array(notice, { minLength: 1, maxLength: 12 }), (drawn) => {
        const one = refunding();
        const state = () =>
          JSON.stringify([one.payment, [...one.refunds], [...one.exceptions], [...one.unread], one.ledger.entries()]);
        const said = new Set<string>();
        drawn.forEach(({ subject, name, status, to, amount, currency, payee, present }, i) => {
          const refund = refundIn(one);
          const references = { payment: referenceOf(one.payment), refund: refund.id, nobody: 'rent' };
          const reference = references[to];
          const data = { id: 'p1', reference, status, amount, currency, payee, capturedAmount: amount };
          const now = present && { reference: refund.id, status: present } as RefundReport;
          const body = { id: `evt_${i}`, type: `${subject}.${name}`, data };
          const before = state();
          one.notice(body, now);
          const after = state();
          one.notice(body, now);
          expect(state()).toBe(after);
          if (after !== before) return said.add(JSON.stringify([body.type, data]));
          if (said.has(JSON.stringify([body.type, data]))) return undefined;
          // Nothing has come of it: then it says no more than what is known, or a person has been told of the same.
          const tells = status ?? name;
          const attended = [...one.exceptions.values(), ...one.unread.values()].some((told) =>
            told.reference === reference
          );
          const aboutRefund = subject === 'refund' || name === 'refunded';
          if (to === 'payment' && !aboutRefund) {
            expect(subject).toBe('payment');
            const same = tells === 'captured' && amount === 7219 && currency === 'BRL' && payee === sandbox.payee;
            expect(same || attended || !good.includes(tells) && !bad.includes(tells)).toBe(true);
          } else if (to === 'refund' && aboutRefund) {
            const known = refundIn(one).state;
            const same = good.includes(tells) && known === 'succeeded' || bad.includes(tells) && known === 'failed';
            expect(same || attended || !good.includes(tells) && !bad.includes(tells) && known !== 'failed').toBe(true);
          } else expect(attended || subject === 'payment' && !good.includes(tells)).toBe(true);
          return undefined;
        });
      }),
      { numRuns: 500 },
    );
  });
});

describe('whatever the provider says, and whatever finance decides', () => {
  const status = fc.constantFrom<PaymentReport['status'][]>('waiting', 'captured', 'declined');
  const amount = fc.constantFrom(7219, 7000, 7300);
  const payee = fc.constantFrom(sandbox.payee, sandbox.payee, sandbox.payee, 'acct_somebody');
  const happening = fc.oneof(
    fc.record({ what: fc.constant('payment' as const), status, amount, payee, id: fc.constantFrom('p1', 'p2') }),
    fc.record({ what: fc.constant('unknown' as const), status, amount, payee, id: fc.constantFrom('p8', 'p9') }),
    fc.record({
      what: fc.constant('look-up' as const),
      words: fc.array(fc.constantFrom<RefundReport['status'][]>('pending', 'succeeded', 'failed'), { minLength: 6 }),
      nth: fc.nat(5),
    }),
    fc.record({
      what: fc.constant('refund' as const),
      status: fc.constantFrom<RefundReport['status'][]>('pending', 'succeeded', 'failed'),
      nth: fc.nat(5),
    }),
    fc.record({ what: fc.constant('give-back' as const), amount: fc.integer({ min: 1, max: 4000 }) }),
    fc.record({ what: fc.constantFrom('expire', 'cancel', 'complete') }),
    fc.record({
      what: fc.constant('decide' as const),
      action: fc.constantFrom<Resolution[]>('refund', 'allocate', 'dismiss', 'repaid', 'bear'),
      nth: fc.nat(5),
    }),
  );

  /** What the provider has done of what was asked of it, by its own last word. */
  const isBack = ({ state }: Refund): boolean => state === 'succeeded';

  it('the books move or a person is told, the same word twice changes nothing, and no money is lost or given twice unseen [PAY-04] [PAY-05] [PAY-07]', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 30 }), (drawn) => {
        const one = platform();
        const completed = new Set<string>();
        for (const event of drawn) {
          const state = () =>
            JSON.stringify([one.payment, [...one.refunds], [...one.exceptions], one.ledger.entries()]);
          const say = (tell: () => void): void => {
            tell();
            const heard = state();
            tell();
            expect(state()).toBe(heard);
          };
          const received = (by: { status: string; amount: number }) =>
            by.status === 'captured' ? brl(by.amount) : undefined;
          if (event.what === 'payment') {
            const { id: providerId, status, payee } = event;
            const reference = referenceOf(one.payment);
            const before = one.ledger.entries().length;
            say(() => one.hear({ providerId, reference, status, received: received(event), payee }));
            if (status === 'captured' && payee !== sandbox.payee) {
              expect(one.ledger.entries()).toHaveLength(before);
              expect([...one.exceptions.values()]).toContainEqual(
                expect.objectContaining({ kind: 'payee-mismatch', captureId: providerId }),
              );
            }
          } else if (event.what === 'unknown') {
            const { id: providerId, status, payee } = event;
            say(() => one.hearUnknown({ providerId, reference: 'rent', status, received: received(event), payee }));
          } else if (event.what === 'refund') {
            const refund = [...one.refunds.values()][event.nth];
            if (refund) say(() => one.settleRefund(refund, event.status));
            const known = refund && one.refunds.get(refund.id)!;
            // Either it is what we know, or older, or a person has been told.
            if (known && event.status !== 'pending' && known.state !== event.status) {
              expect(known.contradictions ?? []).toContain(event.status);
            }
          } else if (event.what === 'look-up') {
            const of = [...one.refunds.values()][event.nth];
            const sum = [...one.refunds.values()].filter(({ id, first = id }) => first === (of?.first ?? of?.id));
            const words = sum.slice(0, 6).map(({ id: reference }, i) => ({ reference, status: event.words[i]! }));
            if (of) say(() => one.lookUp(of.id, words));
          } else if (event.what === 'give-back') {
            const order = { orderId: orders[0], amount: brl(event.amount), note: 'part' };
            if (!completed.has(orders[0])) {
              ifPossible(() => one.apply(refundOrder(one.payment, 'sandbox', order, given)));
            }
          } else if (event.what === 'decide') {
            const exception = openIn(one)[event.nth];
            if (exception) ifPossible(() => one.resolve(exception, event.action, one.payment));
          } else if (event.what === 'expire') ifPossible(one.expire);
          else if (event.what === 'cancel' && !completed.has(orders[1])) ifPossible(() => one.cancel(orders[1]));
          else if (event.what === 'complete' && one.payment.state === 'captured' && !completed.has(orders[0])) {
            completed.add(orders[0]);
            one.complete(orders[0]);
          }
          const { ledger, payment } = one;
          expect(ledger.agree()).toBe(true);
          const total = ledger.entries().flatMap(({ postings }) => postings).reduce(
            (sum, p) => sum + p.amount.amount,
            0,
          );
          expect(total).toBe(0);
          for (const part of [...payment.orders, ...payment.captures]) {
            for (const counter of [part.refunding, part.refunded, part.owed]) expect(counter).toBeGreaterThanOrEqual(0);
            expect(part.refunding + part.refunded + part.owed).toBeLessThanOrEqual(part.amount.amount);
          }
          const refunds = [...one.refunds.values()];
          const sumOf = (of: (refund: Refund) => boolean): number =>
            refunds.filter(of).reduce((sum, { amount }) => sum + amount.amount, 0);
          const books = inBooks(one);
          expect(books['refunds-in-flight']).toBe(-sumOf(({ state }) => state === 'requested' || state === 'sent') + 0);
          expect(books['buyer-receivable']).toBe(sumOf(({ twice }) => twice === 'claimed'));
          expect(books['written-off']).toBe(sumOf(({ twice }) => twice === 'borne'));
          const owing = refunds.filter(({ state, decided }) => state === 'failed' && !decided);
          expect(books['refunds-failed']).toBe(-owing.reduce((sum, { amount }) => sum + amount.amount, 0) + 0);
          const arrived = [...payment.captures.map(({ providerId, amount }) => [providerId, amount.amount] as const)];
          const strange = ledger.entries().filter(({ id }) => /^unallocated-capture:p[89]$/.test(id));
          const came = arrived.filter(([id]) => id !== 'p8' && id !== 'p9').reduce((sum, [, of]) => sum + of, 0)
            + strange.reduce((sum, { postings }) => sum + postings[0]!.amount.amount, 0);
          expect(books['provider-clearing']).toBe(came - sumOf(isBack));
          // Each sum goes back once: the buyer has it, will have it, or is owed it. What is beyond that is claimed, has been
          // paid back, or is borne.
          const sums = Map.groupBy(refunds, ({ id, first = id }) => first);
          for (const attempts of sums.values()) {
            const counts = attempts.filter(({ state, decided }) =>
              decided === 'elsewhere' || state !== 'failed' || !decided
            );
            expect(counts).toHaveLength(1 + attempts.filter(({ twice }) => twice !== undefined).length);
          }
          // What is owed, claimed or fits nothing has a person's attention.
          const attended = openIn(one);
          for (const { id } of owing) expect(attended.map(({ refundId }) => refundId)).toContain(id);
          for (const { id } of refunds.filter(({ twice }) => twice === 'claimed')) {
            expect(attended).toContainEqual(expect.objectContaining({ kind: 'refund-paid-twice', refundId: id }));
          }
          for (const id of ['p1', 'p2', 'p8', 'p9']) {
            if (ledger.balance(`unallocated-funds:${id}`, 'BRL') === 0) continue;
            expect(attended.map(({ captureId }) => captureId)).toContain(id);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
