import { beforeAll, describe, expect, it } from 'vitest';
import { hours } from '../../../shared/kernel/values/clock.ts';
import { pass, settled } from '../../support/control.ts';
import type { Merchant } from '../../support/merchants.ts';
import { refusal } from '../../support/people.ts';
import { brl, buy, buyer, fill, onSale, place, shop, stockOf, type Buyer, type Goods } from '../../support/shopping.ts';

describe('cancelling an order', () => {
  let seller: Merchant;
  let other: Merchant;
  let pot: Goods;
  let cup: Goods;
  let ann: Buyer;

  beforeAll(async () => {
    [seller, other] = [await shop(), await shop()];
    [pot, cup] = [await onSale(seller, { stock: 100 }), await onSale(other, { price: 1999 })];
    ann = await buyer();
  });
  const stateOf = async (orderId: string) => (await ann.call('GET /shop/v1/orders/{orderId}', { orderId })).state;

  it('takes the whole checkout along while it is unpaid, and gives the stock back [ORD-05 part]', async () => {
    const before = await stockOf(seller, pot);
    await fill(ann, [pot, 1], [cup, 1]);
    const { orders } = await place(ann);
    const { cancelled } = await ann.call('POST /shop/v1/orders/{orderId}/cancel', { orderId: orders[0]!.orderId });
    expect(cancelled.map(({ orderId, state }) => [orderId, state])).toEqual(
      orders.map(({ orderId }) => [orderId, 'cancelled']),
    );
    expect(await stockOf(seller, pot)).toEqual(before);
    expect(await refusal(ann.call('POST /shop/v1/orders/{orderId}/cancel', { orderId: orders[0]!.orderId }))).toBe(
      'illegal-step',
    );
  });

  it('gives money and stock of one paid order back, and leaves the other alone [ORD-05 part]', async () => {
    const before = await stockOf(seller, pot);
    const { orders, paymentId } = await buy(ann, [pot, 1], [cup, 1]);
    const orderId = orders[0]!.orderId;
    await ann.call('POST /shop/v1/orders/{orderId}/cancel', { orderId });
    await settled();
    expect(await stateOf(orders[1]!.orderId)).toBe('awaiting-acceptance');
    expect(await stockOf(seller, pot)).toEqual(before);
    const payment = await ann.call('GET /shop/v1/payments/{paymentId}', { paymentId });
    expect(payment.orders).toMatchObject([{ orderId, refunded: brl(7390) }, { refunded: brl(0) }]);
  });

  it('by the shop, with a reason, gives money and stock back as well [ORD-05 part] [ORD-10]', async () => {
    const { orders: [order], paymentId } = await buy(ann, [pot, 1]);
    const { orderId } = order!;
    await seller.call('POST /merchant/v1/orders/{orderId}/refuse', { orderId, reason: 'It broke' });
    await settled();
    expect(await ann.call('GET /shop/v1/orders/{orderId}', { orderId })).toMatchObject({
      state: 'cancelled',
      cancellation: { reason: 'refused', note: 'It broke' },
      timeline: [{}, {}, { event: 'order-cancelled', by: 'merchant' }],
    });
    expect((await ann.call('GET /shop/v1/payments/{paymentId}', { paymentId })).orders).toMatchObject([{
      refunded: brl(7390),
    }]);
  });

  it('happens by itself when the shop does not accept in time', async () => {
    const { orders: [order], paymentId } = await buy(ann, [pot, 1]);
    await pass(hours(49));
    expect(await stateOf(order!.orderId)).toBe('cancelled');
    expect((await ann.call('GET /shop/v1/payments/{paymentId}', { paymentId })).orders).toMatchObject([{
      amount: brl(7390),
      refunded: brl(7390),
    }]);
  });

  it("is nobody else's business, nor is looking [IAM-20]", async () => {
    const { orders: [order] } = await buy(ann, [pot, 1]);
    const { orderId } = order!;
    const ben = await buyer();
    expect(await refusal(ben.call('GET /shop/v1/orders/{orderId}', { orderId }))).toBe('not-found');
    expect(await refusal(ben.call('POST /shop/v1/orders/{orderId}/cancel', { orderId }))).toBe('not-found');
    expect(await refusal(ben.call('POST /shop/v1/orders/{orderId}/receipt', { orderId }))).toBe('not-found');
    expect(await refusal(other.call('GET /merchant/v1/orders/{orderId}', { orderId }))).toBe('not-found');
    expect(await refusal(other.call('POST /merchant/v1/orders/{orderId}/accept', { orderId }))).toBe('not-found');
    expect(await refusal(other.call('POST /merchant/v1/orders/{orderId}/refuse', { orderId, reason: 'no' }))).toBe(
      'not-found',
    );
  });
});
