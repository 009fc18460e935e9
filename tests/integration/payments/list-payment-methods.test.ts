import { describe, expect, it } from 'vitest';
import { anyone, refusal } from '../../support/people.ts';

describe('payment methods', () => {
  it('are those of the currency and the country, without signing in [PAY-02 part]', async () => {
    const call = anyone();
    expect(await call('GET /shop/v1/payment-methods', { currency: 'BRL', country: 'BR' }))
      .toEqual({ items: [{ method: 'card' }, { method: 'wallet' }, { method: 'bank-remittance' }] });
    expect(await call('GET /shop/v1/payment-methods', { currency: 'KWD', country: 'KW' })).toEqual({
      items: [{ method: 'card' }],
    });
    expect(await refusal(call('GET /shop/v1/payment-methods', { currency: 'BRL', country: 'Brazil' }))).toBe(
      'invalid-input',
    );
  });
});
