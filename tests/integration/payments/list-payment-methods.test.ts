import { describe, expect, it } from 'vitest';
import { PaymentMethod } from '../../../shared/payments/provider/methods.ts';
import { anyone, refusal } from '../../support/people.ts';

describe('payment methods', () => {
  it('are those of the currency and the country, without signing in [PAY-02]', async () => {
    const call = anyone();
    expect(await call('GET /shop/v1/payment-methods', { currency: 'BRL', country: 'BR' }))
      .toEqual({ items: PaymentMethod.options.map((method) => ({ method })) });
    expect(await call('GET /shop/v1/payment-methods', { currency: 'KWD', country: 'KW' })).toEqual({
      items: [{ method: 'card' }],
    });
    expect(await refusal(call('GET /shop/v1/payment-methods', { currency: 'BRL', country: 'Brazil' }))).toBe(
      'invalid-input',
    );
  });
});
