import { expect, it, describe } from 'vitest';
import { settled } from '../support/control.ts';
import { scanned } from '../support/parcels.ts';
import { finance, paymentOf } from '../support/payments.ts';
import { refusal } from '../support/people.ts';
import { brl, buy, buyer, onSale, shop, stockOf } from '../support/shopping.ts';

describe('Given a buyer who has bought from two merchants and paid once', () => {
  it('when one refuses, then the other delivers, the refused part is paid back, and the books balance [CRT-03] [ORD-05 part] [SET-01 part]', async () => {
    const [pots, cups, ann] = [await shop(), await shop(), await buyer()];
    const [pot, cup] = [await onSale(pots, { stock: 5 }), await onSale(cups, { price: 1999, weight: 300, stock: 5 })];
    const { orders, paymentId } = await buy(ann, [pot, 1], [cup, 2]);
    const [refused, other] = [
      orders.find(({ merchantId }) => merchantId === pots.merchantId)!,
      orders.find(({ merchantId }) => merchantId === cups.merchantId)!,
    ];
    expect(await paymentOf(ann, paymentId)).toMatchObject({ state: 'captured', received: [{ outcome: 'paid' }] });
    expect(await stockOf(pots, pot)).toEqual({ available: 4, held: 1, sold: 0 });

    await pots.call('POST /merchant/v1/orders/{orderId}/refuse', {
      orderId: refused.orderId,
      reason: 'The kiln broke',
    });
    expect(
      await refusal(
        pots.call('POST /merchant/v1/orders/{orderId}/refuse', { orderId: refused.orderId, reason: 'Once more' }),
      ),
    ).toBe('illegal-step');
    await cups.call('POST /merchant/v1/orders/{orderId}/accept', { orderId: other.orderId });
    await settled();

    const look = (orderId: string) => ann.call('GET /shop/v1/orders/{orderId}', { orderId });
    expect(await look(refused.orderId)).toMatchObject({
      state: 'cancelled',
      cancellation: { reason: 'refused', note: 'The kiln broke' },
    });
    expect(await stockOf(pots, pot)).toEqual({ available: 5, held: 0, sold: 0 });
    const shares = new Map((await paymentOf(ann, paymentId)).orders.map((share) => [share.orderId, share]));
    expect(shares.get(refused.orderId)).toMatchObject({
      amount: refused.payable,
      refunding: brl(0),
      refunded: refused.payable,
    });
    expect(shares.get(other.orderId)).toMatchObject({ amount: other.payable, refunding: brl(0), refunded: brl(0) });

    const { items: [theirs] } = await ann.call('GET /shop/v1/orders/{orderId}/tracking', { orderId: other.orderId });
    await scanned('swift', theirs!.waybill!, 'picked-up', 'delivered');
    expect(await ann.call('POST /shop/v1/orders/{orderId}/receipt', { orderId: other.orderId })).toMatchObject({
      state: 'completed',
    });
    await settled();
    expect(await stockOf(cups, cup)).toEqual({ available: 3, held: 0, sold: 2 });

    const { call } = await finance();
    const entriesOf = async (orderId: string) =>
      (await call('GET /operator/v1/ledger/orders/{orderId}/entries', { orderId })).items;
    expect((await entriesOf(refused.orderId)).map(({ kind }) => kind)).toEqual([
      'capture',
      'refund-requested',
      'refund-succeeded',
    ]);
    expect((await entriesOf(other.orderId)).map(({ kind }) => kind)).toEqual(['capture', 'earn']);
    expect(await call('GET /operator/v1/ledger/trial-balance', {})).toMatchObject({ balanced: true });
  });
});
