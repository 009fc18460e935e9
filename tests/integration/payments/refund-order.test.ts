import { beforeAll, describe, expect, it } from 'vitest';
import { hours, minutes } from '../../../shared/kernel/values/clock.ts';
import { deadLetters, pass, settled, until } from '../../support/control.ts';
import { waitingAt } from '../../support/desks.ts';
import type { Merchant } from '../../support/merchants.ts';
import { finance, paymentFault, paymentOf, refunded, unpaid } from '../../support/payments.ts';
import { key, refusal } from '../../support/people.ts';
import { delivered } from '../../support/settlement.ts';
import { brl, buy, buyer, onSale, shop, type Buyer, type Goods } from '../../support/shopping.ts';

let one: Buyer;
let pot: Goods;
let seller: Merchant;
const refund = async (paymentId: string, orderId: string, amount: number) => {
  const { call } = await finance();
  return call('POST /operator/v1/payments/{paymentId}/refunds', {
    paymentId,
    orderId,
    amount: brl(amount),
    note: 'A scratch',
  }, key());
};
const bought = async () => {
  const { paymentId, orders: [order] } = await buy(one, [pot, 1]);
  return { paymentId, orderId: order!.orderId };
};

beforeAll(async () => {
  seller = await shop();
  pot = await onSale(seller, { stock: 50 });
  one = await buyer();
});

describe('a refund by finance', () => {
  it('gives back a part, and never more than was paid [PAY-07]', async () => {
    const { paymentId, orderId } = await bought();
    expect((await refund(paymentId, orderId, 1000)).orders).toMatchObject([{ refunding: brl(1000) }]);
    expect((await refunded(one, paymentId, 1000)).orders).toMatchObject([{ refunding: brl(0), refunded: brl(1000) }]);
    expect(await refusal(refund(paymentId, orderId, 6391))).toBe('refund-too-large');
    await refund(paymentId, orderId, 6390);
    expect((await refunded(one, paymentId, 7390)).orders).toMatchObject([{ refunded: brl(7390) }]);
    await settled();
    const { call } = await finance();
    const { refunds } = await call('GET /operator/v1/payments/{paymentId}', { paymentId });
    expect(refunds.map(({ state, amount, reason }) => [state, amount.amount, reason])).toEqual([[
      'succeeded',
      6390,
      'finance',
    ], ['succeeded', 1000, 'finance']]);
    const { items } = await call('GET /operator/v1/ledger/orders/{orderId}/entries', { orderId });
    expect(items.map(({ kind }) => kind)).toEqual([
      'capture',
      'refund-requested',
      'refund-succeeded',
      'refund-requested',
      'refund-succeeded',
    ]);
    expect(items.flatMap(({ postings }) => postings).reduce((sum, { amount }) => sum + amount.amount, 0)).toBe(0);
  });

  it('asked for by several at the same moment counts each time, and they never get more than was paid [PAY-07]', async () => {
    const { paymentId, orderId } = await bought();
    const asked = await Promise.allSettled([4000, 3000, 2000].map((amount) => refund(paymentId, orderId, amount)));
    const refused = asked.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
    expect(refused).toMatchObject([{ problem: { code: 'refund-too-large' } }]);
  });

  it('that the provider refuses is owed until a person decides: nothing else takes it, and no merchant earns it [PAY-07]', async () => {
    const orderId = await delivered(seller, one, pot);
    const { paymentId } = await one.call('GET /shop/v1/orders/{orderId}', { orderId });
    await paymentFault({ kind: 'decline', match: 'refund' });
    await refund(paymentId, orderId, 1000);
    const { call } = await finance();
    const items = await until(
      async () => waitingAt(await finance(), 'payment-exceptions'),
      (queue) => queue.some(({ shows }) => shows.paymentId === paymentId),
    );
    const exceptionId = items.find(({ shows }) => shows.paymentId === paymentId)!.itemId;
    const { orders: [share] } = await paymentOf(one, paymentId);
    expect(share).toMatchObject({ refunding: brl(0), refunded: brl(0), owed: brl(1000) });
    expect(await refusal(refund(paymentId, orderId, share!.amount.amount - 999))).toBe('refund-too-large');
    await one.call('POST /shop/v1/orders/{orderId}/receipt', { orderId });
    await settled();
    expect(await refusal(refund(paymentId, orderId, 1))).toBe('illegal-step');
    const decision = { exceptionId, action: 'refund', note: 'Again' } as const;
    await call('POST /operator/v1/payment-exceptions/{exceptionId}/resolution', decision, key());
    expect((await refunded(one, paymentId, 1000)).orders).toMatchObject([{ refunded: brl(1000), owed: brl(0) }]);
    const { items: entries } = await call('GET /operator/v1/ledger/orders/{orderId}/entries', { orderId });
    const funds = entries.flatMap(({ postings }) => postings).filter(({ account }) =>
      account.startsWith('buyer-funds')
    );
    expect(funds.reduce((sum, { amount }) => sum + amount.amount, 0)).toBe(0);
  });

  it('whose notice is lost is asked about [PAY-05] [PAY-07]', async () => {
    const { paymentId, orderId } = await bought();
    await paymentFault({ kind: 'drop-webhook', match: 'payment.refunded' });
    await refund(paymentId, orderId, 500);
    await settled();
    expect((await paymentOf(one, paymentId)).orders).toMatchObject([{ refunding: brl(500) }]);
    await pass(minutes(4));
    expect((await refunded(one, paymentId, 500)).orders).toMatchObject([{ refunding: brl(0), refunded: brl(500) }]);
  });

  it('that meets an error, which the provider repeats for a day, goes back when it does so no more, once [PAY-05] [PAY-07]', async () => {
    const { paymentId, orderId } = await bought();
    await paymentFault({ kind: 'error', match: 'create-refund' });
    await refund(paymentId, orderId, 500);
    await settled();
    await pass(hours(4));
    expect((await paymentOf(one, paymentId)).orders).toMatchObject([{ refunding: brl(500), refunded: brl(0) }]);
    await pass(hours(22));
    expect((await refunded(one, paymentId, 500)).orders).toMatchObject([{ refunding: brl(0), refunded: brl(500) }]);
    expect([...await deadLetters('payments/send-refund'), ...await deadLetters('payments/check-refund')]).toEqual([]);
  });

  it('of what is not there is refused [PAY-07]', async () => {
    const { paymentId, orderId } = await bought();
    const { orderId: other } = await bought();
    const open = await unpaid(one, [[pot, 1]]);
    expect(await refusal(refund(open.paymentId, open.orders[0]!.orderId, 1))).toBe('illegal-step');
    expect(await refusal(refund(paymentId, other, 1))).toBe('not-found');
    const { call } = await finance();
    const foreign = { paymentId, orderId, amount: { amount: 1, currency: 'USD' as const }, note: 'x' };
    expect(await refusal(call('POST /operator/v1/payments/{paymentId}/refunds', foreign, key()))).toBe(
      'currency-mixed',
    );
    const nothing = { paymentId: 'pay_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A' };
    expect(await refusal(call('GET /operator/v1/payments/{paymentId}', nothing))).toBe('not-found');
    const unknown = { exceptionId: 'pex_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A', action: 'dismiss', note: 'x' } as const;
    expect(await refusal(call('POST /operator/v1/payment-exceptions/{exceptionId}/resolution', unknown, key()))).toBe(
      'not-found',
    );
  });
});

describe('a refund by the shop', () => {
  const give = (by: Merchant, orderId: string, amount: number, headers = key()) =>
    by.call('POST /merchant/v1/orders/{orderId}/refunds', { orderId, amount: brl(amount), note: 'A scratch' }, headers);

  it('gives back a part, which the buyer sees at once, and the shop earns that much less [ORD-10] [PAY-07]', async () => {
    const orderId = await delivered(seller, one, pot);
    const { paymentId } = await one.call('GET /shop/v1/orders/{orderId}', { orderId });
    expect(await give(seller, orderId, 1000)).toMatchObject({ orderId, refunding: brl(1000), refunded: brl(0) });
    const { orders: [share] } = await paymentOf(one, paymentId);
    // The provider may have given it back by now.
    expect(share!.refunding.amount + share!.refunded.amount).toBe(1000);
    expect((await refunded(one, paymentId, 1000)).orders).toMatchObject([{ refunded: brl(1000) }]);
    const { call } = await finance();
    const { refunds } = await call('GET /operator/v1/payments/{paymentId}', { paymentId });
    expect(refunds).toMatchObject([{ state: 'succeeded', reason: 'shop', amount: brl(1000) }]);
    await one.call('POST /shop/v1/orders/{orderId}/receipt', { orderId });
    await settled();
    const { items } = await seller.call('GET /merchant/v1/earnings', {});
    const { net, commission } = items.find((earning) => earning.orderId === orderId)!;
    expect(net.amount + commission.amount).toBe(7390 - 1000);
    expect(await refusal(give(seller, orderId, 1))).toBe('illegal-step');
  });

  it('is made once however often it is asked for, of its own orders alone, and of no more than was paid [PAY-07] [IAM-20]', async () => {
    const { paymentId, orderId } = await bought();
    const headers = key();
    const [first, again] = [await give(seller, orderId, 500, headers), await give(seller, orderId, 500, headers)];
    expect(again).toEqual(first);
    expect((await refunded(one, paymentId, 500)).orders).toMatchObject([{ refunded: brl(500) }]);
    expect(await refusal(give(seller, orderId, 6891))).toBe('refund-too-large');
    const inAnother = { orderId, amount: { amount: 1, currency: 'CNY' as const }, note: 'A scratch' };
    expect(await refusal(seller.call('POST /merchant/v1/orders/{orderId}/refunds', inAnother, key()))).toBe(
      'currency-mixed',
    );
    expect(await refusal(give(await shop(), orderId, 1))).toBe('not-found');
    const open = await unpaid(one, [[pot, 1]]);
    expect(await refusal(give(seller, open.orders[0]!.orderId, 1))).toBe('illegal-step');
  });
});
