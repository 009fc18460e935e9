import { describe, expect, it } from 'vitest';
import { instant } from '../../../shared/kernel/values/clock.ts';
import { heardIn } from '../../../shared/payments/provider/notice.ts';
import { methodsFor, mustOffer, PaymentMethod } from '../../../shared/payments/provider/methods.ts';
import { paymentOf, PaymentToken } from '../../../shared/payments/payment.ts';

const now = instant(Date.parse('2026-11-22T08:00:00.000Z'));
const notice = (type: unknown, data: object = {}): object => ({
  id: 'evt_1',
  type,
  createdAt: '2026-11-22T16:00:00+08:00',
  data: {
    id: 'p1',
    reference: 'r1',
    currency: 'BRL',
    capturedAmount: 100,
    payee: 'acct_ours',
    token: 'tok_visa',
    ...data,
  },
});
const factIn = (body: object) => {
  const heard = heardIn('sandbox', body, JSON.stringify(body), now);
  return typeof heard === 'object' && 'fact' in heard ? heard.fact : heard;
};

describe('a notice', () => {
  it.each([
    ['payment.captured', 'payment-reported', 'captured'],
    ['payment.declined', 'payment-reported', 'declined'],
    ['payment.refunded', 'refund-reported', 'succeeded'],
    ['refund.failed', 'refund-reported', 'failed'],
    ['payout.paid', 'payout-reported', 'paid'],
    ['payout.failed', 'payout-reported', 'failed'],
    ['payout.returned', 'payout-reported', 'returned'],
  ])('%s is told as %s, %s [PAY-04]', (type, event, status) => {
    expect(factIn(notice(type))).toMatchObject({
      type: event,
      data: { noticeId: 'evt_1', providerId: 'p1', reference: 'r1', status },
    });
  });

  it.each(['created', 'pending', 'authorised'])(
    'that a payment waits, %s, is of no interest',
    (name) => expect(heardIn('sandbox', notice(`payment.${name}`), 'x', now)).toBe('nothing'),
  );

  it.each([
    ['payment.cancelled', {}, 'payment-reported', 'declined'],
    ['payment.updated', { status: 'failed' }, 'payment-reported', 'declined'],
    ['payment.authorised', { status: 'captured' }, 'payment-reported', 'captured'],
    ['refund.pending', {}, 'refund-reported', 'pending'],
    ['refund.cancelled', {}, 'refund-reported', 'failed'],
    ['refund.updated', { status: 'failed' }, 'refund-reported', 'failed'],
    ['payout.cancelled', {}, 'payout-reported', 'failed'],
    ['payout.updated', { status: 'failed' }, 'payout-reported', 'failed'],
  ])('%s %j is judged by its status, and dropped by no name [PAY-04]', (type, data, event, status) => {
    expect(factIn(notice(type, data))).toMatchObject({ type: event, data: { status } });
  });

  it('brings the money that it names and when the provider changed its word', () => {
    const updatedAt = '2026-11-22T15:59:00+08:00';
    expect(factIn(notice('payout.paid', { amount: 1, updatedAt }))).toMatchObject({
      data: { amount: 1, currency: 'BRL', updatedAt },
    });
    expect(factIn(notice('payout.paid'))).toMatchObject({ data: { updatedAt: '2026-11-22T16:00:00+08:00' } });
  });

  it.each<[string, object, object]>([
    ['of a type that is new', notice('payment.disputed'), {
      reference: 'r1',
      providerId: 'p1',
      told: 'payment.disputed',
    }],
    ['of a status that is new', notice('refund.updated', { status: 'disputed' }), { told: 'refund.updated' }],
    ['of an update that says no status', notice('refund.updated'), { told: 'refund.updated' }],
    ['of one thing in the name of another', notice('refund.failed', { object: 'payout' }), { told: 'refund.failed' }],
    ['of a type that is no text', notice(7), { reference: 'r1' }],
    ['of money without an amount', notice('payment.captured', { capturedAmount: null }), { told: 'payment.captured' }],
    ['of money that does not say for whom', notice('payment.captured', { payee: null }), { told: 'payment.captured' }],
    ['of an amount as text', notice('payment.captured', { capturedAmount: '1.00' }), { reference: 'r1' }],
    ['without a reference', notice('payout.paid', { reference: null }), { providerId: 'p1', reference: '' }],
    ['without an id', { ...notice('payout.paid'), id: undefined }, { reference: 'r1', told: 'payout.paid' }],
    ['that is none', { hello: 'tok_visa' }, { reference: '', told: '["hello"]' }],
  ])('%s goes before a person, the same one each time', (_, body, expected) => {
    const heard = heardIn('sandbox', body, JSON.stringify(body), now);
    expect(heard).toMatchObject({
      after: { provider: 'sandbox', ...expected },
      facts: [{ type: 'payment-notice-unread' }],
    });
    expect(heardIn('sandbox', body, JSON.stringify(body), now)).toEqual(heard);
    expect(JSON.stringify(heard)).not.toContain('tok_');
  });

  it('takes nothing for something that is not there', () => {
    expect(factIn(notice('payment.declined', { capturedAmount: null, currency: null, failureCode: null })))
      .toMatchObject({ type: 'payment-reported', data: { status: 'declined' } });
  });

  it('leaves tokens and whatever else it brings behind [PAY-08]', () => {
    const told = JSON.stringify(factIn(notice('payment.captured', { card: '4242424242424242' })));
    expect(told).not.toMatch(/tok_|4242/);
    expect(told).toContain('"received":{"amount":100,"currency":"BRL"},"payee":"acct_ours"');
  });
});

describe('methods', () => {
  it.each(
    [
      ['CNY', 'CN', PaymentMethod.options],
      ['BRL', 'BR', PaymentMethod.options],
      ['BRL', 'AR', ['card', 'third-party', 'wallet']],
      ['EUR', 'NL', ['card', 'net-bank', 'third-party', 'wallet', 'bank-remittance']],
      ['KWD', 'KW', ['card']],
    ] as const,
  )(
    'for %s in %s are %j [PAY-02]',
    (currency, country, methods) => expect(methodsFor(currency, country)).toEqual(methods),
  );

  it('that are not offered are refused [PAY-02]', () => {
    expect(() => mustOffer('wallet', 'KWD', 'KW')).toThrow('method-unavailable');
    expect(() => mustOffer('card', 'KWD', 'KW')).not.toThrow();
  });
});

describe('a token', () => {
  it.each(['4242424242424242', 'tok_4242 4242', 'card', '', `tok_${'x'.repeat(70)}`])(
    'is never %j [PAY-08]',
    (given) => expect(PaymentToken.safeParse(given).success).toBe(false),
  );
  it('is what the provider gave', () => expect(PaymentToken.parse('tok_visa')).toBe('tok_visa'));
});

describe('a reference', () => {
  it('names the payment, and nothing else does', () => {
    const id = 'pay_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A';
    expect(paymentOf(`${id}-2`)).toBe(id);
    for (const other of [id, `${id}-`, `x${id}-1`, 'rent march', '']) expect(paymentOf(other)).toBeUndefined();
  });
});
