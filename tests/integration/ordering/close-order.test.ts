import { beforeAll, describe, expect, it } from 'vitest';
import { inboxOf, settled, until } from '../../support/control.ts';
import { itemAt } from '../../support/desks.ts';
import type { Merchant } from '../../support/merchants.ts';
import { parcel, scanned } from '../../support/parcels.ts';
import { key, refusal, staff, type Person } from '../../support/people.ts';
import { brl, buy, buyer, onSale, shop, stockOf, type Buyer } from '../../support/shopping.ts';

describe('closing an order', () => {
  let seller: Merchant;
  let ann: Buyer;
  let operator: Person;
  let support: Person;

  beforeAll(async () => {
    [seller, ann] = [await shop(), await buyer()];
    [operator, support] = [await staff('operator'), await staff('support')];
  });
  const close = (orderId: string, reason: string) =>
    operator.call('POST /operator/v1/orders/{orderId}/close', { orderId, reason }, key());
  const inspect = (orderId: string) => support.call('GET /operator/v1/orders/{orderId}', { orderId });
  const refunded = async (paymentId: string) =>
    (await ann.call('GET /shop/v1/payments/{paymentId}', { paymentId })).orders[0]!.refunded;

  it('ends the wait for a shop that does nothing: money and stock are back, and both are told why [ORD-05 part]', async () => {
    const pot = await onSale(seller, { stock: 5 });
    const { orders: [placed], paymentId } = await buy(ann, [pot, 1]);
    const { orderId } = placed!;
    expect(await inspect(orderId)).toMatchObject({ state: 'awaiting-acceptance', buyerId: ann.accountId });
    expect(await close(orderId, 'The shop does not answer')).toEqual({ orderId, state: 'cancelled' });
    await settled();
    expect(await refunded(paymentId)).toEqual(brl(7390));
    expect(await stockOf(seller, pot)).toEqual({ available: 5, held: 0, sold: 0 });
    const { cancellation, timeline } = await ann.call('GET /shop/v1/orders/{orderId}', { orderId });
    expect(cancellation).toMatchObject({ reason: 'operator', note: 'The shop does not answer' });
    expect(timeline.at(-1)).toMatchObject({ event: 'order-cancelled', by: 'platform' });
    for (const { login } of [ann, seller]) {
      await until(() => inboxOf(login), (mails) => mails.some(({ text }) => text?.includes(`${orderId} is cancelled`)));
    }
    expect(await refusal(close(orderId, 'Twice'))).toBe('illegal-step');
  });

  it('gives the money of a lost parcel back, and a person stops the parcel if it turns up', async () => {
    const pot = await onSale(seller, { stock: 5 });
    const { orderId, shipmentId, waybill } = await parcel(seller, ann, pot);
    await scanned('swift', waybill!, 'picked-up');
    await close(orderId, 'The carrier has lost it');
    await settled();
    expect(await refunded((await inspect(orderId)).paymentId)).toEqual(brl(7390));
    expect(await stockOf(seller, pot)).toEqual({ available: 4, held: 0, sold: 1 });
    expect(await itemAt(support, 'troubled-shipments', shipmentId)).toMatchObject({ shows: { reason: 'unwanted' } });
  });

  it('finds no order that there is not', async () => {
    const orderId = 'ord_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A';
    expect(await refusal(close(orderId, 'Nothing'))).toBe('not-found');
    expect(await refusal(inspect(orderId))).toBe('not-found');
  });
});
