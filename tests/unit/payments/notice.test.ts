import { describe, expect, it } from 'vitest';
import { factOf, Notice } from '../../../shared/payments/notice.ts';
import { methodsFor, mustOffer } from '../../../shared/payments/methods.ts';
import { paymentOf, PaymentToken } from '../../../shared/payments/payment.ts';

const notice = (type: string, data: object = {}) =>
  Notice.parse({
    id: 'evt_1',
    type,
    createdAt: '2026-11-22T08:00:00.000Z',
    data: { id: 'p1', reference: 'r1', currency: 'BRL', capturedAmount: 100, token: 'tok_visa', ...data },
  });

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
    expect(factOf(notice(type))).toMatchObject({
      type: event,
      data: { noticeId: 'evt_1', providerId: 'p1', reference: 'r1', status },
    });
  });

  it.each(['payment.authorised', 'something.new'])(
    '%s is of no interest',
    (type) => expect(factOf(notice(type))).toBeUndefined(),
  );

  it('leaves tokens and whatever else it brings behind [PAY-08]', () => {
    const told = JSON.stringify(factOf(notice('payment.captured', { card: '4242424242424242' })));
    expect(told).not.toMatch(/tok_|4242/);
    expect(told).toContain('"received":{"amount":100,"currency":"BRL"}');
  });
});

describe('methods', () => {
  it.each(
    [
      ['CNY', 'CN', ['card', 'wallet', 'bank-remittance']],
      ['BRL', 'BR', ['card', 'wallet', 'bank-remittance']],
      ['BRL', 'AR', ['card', 'wallet']],
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
