import { beforeAll, describe, expect, inject, it } from 'vitest';
import { days, minutes } from '../../../shared/kernel/values/clock.ts';
import { PaymentMethod } from '../../../shared/payments/provider/methods.ts';
import { declinedAttempts, paymentAttempts } from '../../../shared/payments/rulebooks.ts';
import { deadLetters, pass, settled } from '../../support/control.ts';
import { waitingAt } from '../../support/desks.ts';
import { linesOf } from '../../support/logs.ts';
import { watchWrites } from '../../support/partition-writes.ts';
import { confirm, finance, paymentFault, paymentOf, refunded, remit, unpaid } from '../../support/payments.ts';
import type { Merchant } from '../../support/merchants.ts';
import { key, refusal } from '../../support/people.ts';
import { ruled } from '../../support/rulebooks.ts';
import { brl, buyer, fill, home, onSale, shop, type Buyer, type Goods } from '../../support/shopping.ts';

let one: Buyer;
let sellers: Merchant[];
let pot: Goods;
let cup: Goods;
const stateOf = async (orderId: string) => (await one.call('GET /shop/v1/orders/{orderId}', { orderId })).state;
const exceptionOf = async (paymentId: string) => {
  const items = await waitingAt(await finance(), 'payment-exceptions');
  return items.find(({ shows }) => shows.paymentId === paymentId);
};
const resolve = async (exceptionId: string, action: 'refund' | 'dismiss') => {
  const { call } = await finance();
  const decided = await call('POST /operator/v1/payment-exceptions/{exceptionId}/resolution', {
    exceptionId,
    action,
    note: 'Looked at it',
  }, key());
  await settled();
  return decided;
};

beforeAll(async () => {
  sellers = await Promise.all([shop(), shop()]);
  [pot, cup] = [await onSale(sellers[0]!, { stock: 100 }), await onSale(sellers[1]!, { price: 1999, stock: 100 })];
  one = await buyer();
});

describe('a payment', () => {
  it.each(PaymentMethod.options.filter((method) => method !== 'bank-remittance'))(
    "by %s is confirmed on the provider's page, and pays every order of the checkout [PAY-01 part] [PAY-02]",
    async (method) => {
      const { paymentId, orders, total } = await unpaid(one, [[pot, 1], [cup, 1]], method);
      expect(await paymentOf(one, paymentId)).toMatchObject({ state: 'pending', method, amount: total, received: [] });
      await confirm(one, paymentId);
      const paid = await paymentOf(one, paymentId);
      expect(paid).toMatchObject({ state: 'captured', received: [{ outcome: 'paid', amount: total }] });
      expect(paid.payUrl).toBeUndefined();
      for (const { orderId } of orders) expect(await stateOf(orderId)).toBe('awaiting-acceptance');
    },
  );

  it('by bank shows where to remit to, and is paid when the money arrives [PAY-01 part] [PAY-02]', async () => {
    const { paymentId, orders, total } = await unpaid(one, [[pot, 1]], 'bank-remittance');
    const { remittance } = await paymentOf(one, paymentId);
    await remit(remittance!.reference, total);
    expect(await paymentOf(one, paymentId)).toMatchObject({ state: 'captured' });
    expect(await stateOf(orders[0]!.orderId)).toBe('awaiting-acceptance');
  });

  it('that is declined can be tried again [PAY-02]', async () => {
    const { paymentId, orders } = await unpaid(one, [[pot, 1]], 'card', 'tok_no_funds');
    expect(await paymentOf(one, paymentId)).toMatchObject({ state: 'declined', failureCode: 'insufficient-funds' });
    const again = { paymentId, method: 'wallet', token: 'tok_wallet' } as const;
    expect(await one.call('POST /shop/v1/payments/{paymentId}/attempts', again, key())).toMatchObject({
      state: 'created',
      attempt: 2,
    });
    await settled();
    expect(await paymentOf(one, paymentId)).toMatchObject({ state: 'captured' });
    expect(await stateOf(orders[0]!.orderId)).toBe('awaiting-acceptance');
    expect(await refusal(one.call('POST /shop/v1/payments/{paymentId}/attempts', again, key()))).toBe('illegal-step');
  });

  it('is not tried again for ever', async () => {
    const ben = await buyer();
    const { paymentId } = await unpaid(ben, [[pot, 1]], 'card', 'tok_declined');
    const again = { paymentId, method: 'card', token: 'tok_declined' } as const;
    for (let attempt = 2; attempt <= paymentAttempts.byDefault.attempts; attempt += 1) {
      await ben.call('POST /shop/v1/payments/{paymentId}/attempts', again, key());
      await settled();
    }
    expect(await refusal(ben.call('POST /shop/v1/payments/{paymentId}/attempts', again, key()))).toBe(
      'too-many-payment-attempts',
    );
  }, 60_000);

  it('is not tried for ever by ordering anew either: what was declined in a day is counted over all that one orders [PAY-02]', async () => {
    const cleo = await buyer();
    await ruled('declined-attempts', { mostADay: 3 });
    const again = { method: 'card', token: 'tok_declined' } as const;
    const { paymentId, orders: [order] } = await unpaid(cleo, [[pot, 1]], 'card', 'tok_declined');
    await cleo.call('POST /shop/v1/payments/{paymentId}/attempts', { ...again, paymentId }, key());
    await settled();
    await cleo.call('POST /shop/v1/orders/{orderId}/cancel', { orderId: order!.orderId });
    const other = await unpaid(cleo, [[pot, 1]], 'card', 'tok_declined');
    const retry = () =>
      cleo.call('POST /shop/v1/payments/{paymentId}/attempts', { ...again, paymentId: other.paymentId }, key());
    expect(await refusal(retry())).toBe('too-many-declined');
    await cleo.call('POST /shop/v1/orders/{orderId}/cancel', { orderId: other.orders[0]!.orderId });
    expect(await refusal(unpaid(cleo, [[pot, 1]], 'card', 'tok_visa'))).toBe('too-many-declined');
    await pass(days(1));
    await cleo.signIn();
    expect((await unpaid(cleo, [], 'card', 'tok_visa')).orders).toHaveLength(1);
    await ruled('declined-attempts', declinedAttempts.initial);
  });

  it('is tried again only by a method that is offered where the buyer is [PAY-02]', async () => {
    const { call } = await buyer();
    const { addressId } = await call('POST /shop/v1/addresses', {
      ...home,
      country: 'AR',
      region: 'C',
      city: 'Buenos Aires',
      postalCode: 'C1043AAX',
    }, key());
    const abroad = { ...one, call, addressId };
    await sellers[0]!.call('PUT /merchant/v1/freight-template', {
      mode: 'template',
      zones: ['BR', 'AR'].map((country) => ({ country, base: brl(1000), perKg: brl(250) })),
    });
    const { paymentId } = await unpaid(abroad, [[pot, 1]], 'card', 'tok_declined');
    const attempt = { paymentId, method: 'bank-remittance' } as const;
    expect(await refusal(call('POST /shop/v1/payments/{paymentId}/attempts', attempt, key()))).toBe(
      'method-unavailable',
    );
  });

  it("is nobody else's business [IAM-20]", async () => {
    const { paymentId } = await unpaid(one, [[pot, 1]]);
    const { call } = await buyer();
    expect(await refusal(call('GET /shop/v1/payments/{paymentId}', { paymentId }))).toBe('not-found');
    expect(await refusal(call('POST /shop/v1/payments/{paymentId}/attempts', { paymentId, method: 'card' }, key())))
      .toBe('not-found');
  });

  it('never takes a card number or a bank account, and neither keeps nor logs one that is given [PAY-08]', async () => {
    const written = await watchWrites(inject('cloud').aws);
    const { paymentId } = await unpaid(one, [[pot, 1]], 'card', 'tok_declined');
    const [card, account] = ['4242424242424242', 'DE89370400440532013000'];
    const attempt = { paymentId, method: 'card' as const, token: card };
    expect(await refusal(one.call('POST /shop/v1/payments/{paymentId}/attempts', attempt, key()))).toBe(
      'invalid-input',
    );
    await fill(one, [pot, 1]);
    const order = {
      addressId: one.addressId,
      paymentMethod: 'card' as const,
      paymentToken: card,
      expectedTotal: brl(1),
    };
    expect(await refusal(one.call('POST /shop/v1/orders', order, key()))).toBe('invalid-input');
    await one.call('DELETE /shop/v1/cart', {});
    const named = { token: account, holder: 'Blue Teapot Ltd' };
    expect(await refusal(sellers[0]!.call('PUT /merchant/v1/shop/payout-account', named, key()))).toBe('invalid-input');
    await settled();
    const kept = JSON.stringify(await written());
    const logged = JSON.stringify(
      ['payments/retry-payment', 'payments/request-payment', 'ordering/place-order', 'merchants/set-payout-account']
        .map(linesOf),
    );
    expect(kept).toContain('tok_declined');
    for (const secret of [card, account]) {
      expect([kept.includes(secret), logged.includes(secret)]).toEqual([false, false]);
    }
    expect(logged).not.toContain('tok_declined');
  });
});

describe('when the provider misbehaves', () => {
  it.each(['duplicate', 'delay'])(
    'and its notices come with %s, a payment counts once [PAY-04] [PAY-05]',
    async (kind) => {
      const { paymentId, total } = await unpaid(one, [[pot, 1]]);
      await paymentFault({ kind, count: 2 });
      await confirm(one, paymentId);
      expect(await paymentOf(one, paymentId)).toMatchObject({
        state: 'captured',
        received: [{ amount: total, outcome: 'paid' }],
      });
    },
  );

  it('and the notice never comes, it is asked [PAY-05]', async () => {
    const { paymentId } = await unpaid(one, [[pot, 1]]);
    await paymentFault({ kind: 'drop-webhook', count: 2 });
    await confirm(one, paymentId);
    expect(await paymentOf(one, paymentId)).toMatchObject({ state: 'pending' });
    await pass(minutes(4));
    expect(await paymentOf(one, paymentId)).toMatchObject({ state: 'captured' });
  });

  it('and the notice never comes after it has been asked in vain, it is asked again [PAY-05]', async () => {
    const { paymentId } = await unpaid(one, [[pot, 1]]);
    await pass(minutes(7));
    await paymentFault({ kind: 'drop-webhook', count: 2 });
    await confirm(one, paymentId);
    expect(await paymentOf(one, paymentId)).toMatchObject({ state: 'pending' });
    await pass(minutes(4));
    expect(await paymentOf(one, paymentId)).toMatchObject({ state: 'captured' });
  });

  it('and it gives the same error again to whoever repeats a request, another attempt is made [PAY-05]', async () => {
    await paymentFault({ kind: 'error', match: 'create-payment' });
    const { paymentId, total } = await unpaid(one, [[pot, 1]], 'card', 'tok_visa');
    expect(await paymentOf(one, paymentId)).toMatchObject({ state: 'created' });
    await pass(minutes(4));
    const { state, received } = await paymentOf(one, paymentId);
    expect({ state, received }).toMatchObject({ state: 'captured', received: [{ amount: total, outcome: 'paid' }] });
    expect(await deadLetters('payments/request-payment')).toEqual([]);
  });

  it('and cannot be reached for a while, nothing is parked, and the payment goes on when it can [PAY-05]', async () => {
    await paymentFault({ kind: 'error', match: 'create-payment' });
    const { paymentId, orders: [order] } = await unpaid(one, [[pot, 1]], 'card', 'tok_visa');
    await paymentFault({ kind: 'error', match: 'list-payments', count: 2 });
    await pass(minutes(5));
    expect(await paymentOf(one, paymentId)).toMatchObject({ state: 'created' });
    await pass(minutes(6));
    expect(await paymentOf(one, paymentId)).toMatchObject({ state: 'captured' });
    expect(await one.call('GET /shop/v1/orders/{orderId}', { orderId: order!.orderId })).toMatchObject({
      state: 'awaiting-acceptance',
    });
    expect(await deadLetters('payments/check-payment')).toEqual([]);
  });

  it('and its answer is lost, the payment is the same one [PAY-05]', async () => {
    await paymentFault({ kind: 'lose-answer', match: 'create-payment' });
    const { paymentId, total } = await unpaid(one, [[pot, 1]], 'card', 'tok_visa');
    await pass(minutes(4));
    expect(await paymentOf(one, paymentId)).toMatchObject({
      state: 'captured',
      received: [{ amount: total, outcome: 'paid' }],
    });
  });

  it('and captures too little, nothing is paid until finance has decided [PAY-06] [PAY-07]', async () => {
    const { paymentId, orders, total } = await unpaid(one, [[pot, 1]]);
    await paymentFault({ kind: 'mismatch-amount' });
    await confirm(one, paymentId);
    expect(await paymentOf(one, paymentId)).toMatchObject({
      state: 'declined',
      failureCode: 'amount-mismatch',
      received: [{ outcome: 'mismatch' }],
    });
    expect(await stateOf(orders[0]!.orderId)).toBe('awaiting-payment');
    const exception = await exceptionOf(paymentId);
    expect(exception).toMatchObject({
      shows: { kind: 'amount-mismatch', expected: total, received: brl(total.amount - 1) },
    });
    expect(await resolve(exception!.itemId, 'refund')).toMatchObject({ state: 'resolved' });
    expect(await refunded(one, paymentId, total.amount - 1)).toMatchObject({ received: [{ outcome: 'mismatch' }] });
    expect(await exceptionOf(paymentId)).toBeUndefined();
  });

  it('and is paid in another currency, nothing is paid, and a person is told [PAY-06]', async () => {
    const { paymentId, orders, total } = await unpaid(one, [[pot, 1]], 'bank-remittance');
    const { remittance } = await paymentOf(one, paymentId);
    const dollars = { amount: total.amount, currency: 'USD' };
    await remit(remittance!.reference, dollars);
    expect(await paymentOf(one, paymentId)).toMatchObject({ state: 'declined', failureCode: 'amount-mismatch' });
    expect(await stateOf(orders[0]!.orderId)).toBe('awaiting-payment');
    const exception = await exceptionOf(paymentId);
    expect(exception).toMatchObject({ shows: { kind: 'amount-mismatch', expected: total, received: dollars } });
    await resolve(exception!.itemId, 'refund');
  });

  it.each([['its notice says so', 0], ['it says so when it is asked', 2]])(
    'and captures for another account than ours, and %s, nothing is booked or paid, a person is told once, and the buyer can pay again [PAY-06]',
    async (_, dropped) => {
      const { paymentId, orders: [order], total } = await unpaid(one, [[pot, 1]]);
      await paymentFault({ kind: 'mismatch-payee' });
      if (dropped > 0) await paymentFault({ kind: 'drop-webhook', count: dropped });
      await confirm(one, paymentId);
      await pass(minutes(4));
      expect(await paymentOf(one, paymentId)).toMatchObject({
        state: 'declined',
        failureCode: 'payee-mismatch',
        received: [],
      });
      expect(await stateOf(order!.orderId)).toBe('awaiting-payment');
      const exception = await exceptionOf(paymentId);
      expect(exception).toMatchObject({
        shows: { kind: 'payee-mismatch', expected: total, received: total, told: 'captured for acct_somebody' },
      });
      const { call } = await finance();
      const { items } = await call('GET /operator/v1/ledger/orders/{orderId}/entries', { orderId: order!.orderId });
      expect(items).toEqual([]);
      expect(await refusal(resolve(exception!.itemId, 'refund'))).toBe('illegal-step');
      expect(await resolve(exception!.itemId, 'dismiss')).toMatchObject({ state: 'resolved' });
      const again = { paymentId, method: 'card', token: 'tok_visa' } as const;
      await one.call('POST /shop/v1/payments/{paymentId}/attempts', again, key());
      await settled();
      expect(await paymentOf(one, paymentId)).toMatchObject({ state: 'captured', received: [{ outcome: 'paid' }] });
      expect(await exceptionOf(paymentId)).toBeUndefined();
    },
  );

  it('and money comes under a reference that is not ours, a person is told [PAY-06]', async () => {
    await remit('rent march', brl(123_456));
    const { call } = await finance();
    const items = await waitingAt(await finance(), 'payment-exceptions');
    const exception = items.find(({ shows }) => shows.reference === 'rent march');
    expect(exception).toMatchObject({ shows: { kind: 'unknown-reference', received: brl(123_456) } });
    const exceptionId = exception!.itemId;
    expect(await resolve(exceptionId, 'dismiss')).toMatchObject({ state: 'resolved' });
    const decision = { exceptionId, action: 'refund', note: 'x' } as const;
    expect(await refusal(call('POST /operator/v1/payment-exceptions/{exceptionId}/resolution', decision, key()))).toBe(
      'illegal-step',
    );
  });
});

describe('money that pays for nothing', () => {
  it('arrives after the order was cancelled, and goes back by itself [PAY-18] [ORD-07]', async () => {
    const { paymentId, orders, total } = await unpaid(one, [[pot, 1]], 'bank-remittance');
    const { remittance } = await paymentOf(one, paymentId);
    await pass(minutes(32));
    expect(await stateOf(orders[0]!.orderId)).toBe('cancelled');
    await remit(remittance!.reference, total);
    expect(await refunded(one, paymentId, total.amount)).toMatchObject({
      state: 'expired',
      received: [{ outcome: 'late' }],
    });
  });

  it('was captured while the order expired, and goes back though the notice was lost [PAY-18]', async () => {
    const { paymentId, orders, total } = await unpaid(one, [[pot, 1]]);
    await paymentFault({ kind: 'drop-webhook', count: 2 });
    await confirm(one, paymentId);
    await one.call('POST /shop/v1/orders/{orderId}/cancel', { orderId: orders[0]!.orderId });
    await settled();
    expect(await refunded(one, paymentId, total.amount)).toMatchObject({
      state: 'expired',
      received: [{ outcome: 'late' }],
    });
  });

  it('comes a second time, and goes back by itself [PAY-18]', async () => {
    const { paymentId, total } = await unpaid(one, [[pot, 1]], 'bank-remittance');
    const { remittance } = await paymentOf(one, paymentId);
    await remit(remittance!.reference, total);
    await remit(remittance!.reference, total);
    expect(await refunded(one, paymentId, total.amount)).toMatchObject({
      state: 'captured',
      received: [{ outcome: 'paid', refunded: brl(0) }, { outcome: 'second', refunded: total }],
    });
  });
});
