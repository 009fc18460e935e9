import { beforeAll, describe, expect, it } from 'vitest';
import { minutes } from '../../../shared/kernel/values/clock.ts';
import { pass, settled } from '../../support/control.ts';
import { finance, paymentFault, paymentOf, refunded, remit, requestedUnseen, unpaid } from '../../support/payments.ts';
import { key, refusal } from '../../support/people.ts';
import { passTo } from '../../support/settlement.ts';
import { brl, buy, buyer, onSale, shop, type Buyer, type Goods } from '../../support/shopping.ts';

let ann: Buyer;
let pot: Goods;
const lookUp = async (paymentId: string): Promise<void> => {
  await (await finance()).call('POST /operator/v1/payments/{paymentId}/look-up', { paymentId }, key());
  await settled();
};
/** Money arrives at the provider, and we never hear of it. */
const remitUnheard = async (paymentId: string, amount: { amount: number; currency: string }): Promise<void> => {
  await paymentFault({ kind: 'drop-webhook', match: 'payment.captured' });
  await remit(`${paymentId}-1`, amount);
};

beforeAll(async () => {
  ann = await buyer();
  pot = await onSale(await shop(), { stock: 20 });
});

describe('a payment is looked up', () => {
  it('when finance says so: money that came too late, unheard, goes back, and what can still be paid is taken back [PAY-05] [PAY-18]', async () => {
    const { paymentId, total } = await unpaid(ann, [[pot, 1]], 'bank-remittance');
    await pass(minutes(32));
    await remitUnheard(paymentId, total);
    const status = await requestedUnseen(`${paymentId}-1`, total);
    expect(await paymentOf(ann, paymentId)).toMatchObject({ state: 'expired', received: [] });
    await lookUp(paymentId);
    expect(await refunded(ann, paymentId, total.amount)).toMatchObject({ received: [{ outcome: 'late' }] });
    expect(await status()).toBe('cancelled');
  });

  it('and again, and nothing happens twice [PAY-05]', async () => {
    const { paymentId, orders, total } = await unpaid(ann, [[pot, 1]], 'bank-remittance');
    await remit(`${paymentId}-1`, total);
    await remitUnheard(paymentId, total);
    expect((await paymentOf(ann, paymentId)).received).toHaveLength(1);
    await lookUp(paymentId);
    await lookUp(paymentId);
    expect(await refunded(ann, paymentId, total.amount)).toMatchObject({
      state: 'captured',
      received: [{ outcome: 'paid', refunded: brl(0) }, { outcome: 'second', refunded: total }],
    });
    // Nothing of it falls due when days pass in other tests.
    await ann.call('POST /shop/v1/orders/{orderId}/cancel', { orderId: orders[0]!.orderId });
    await refunded(ann, paymentId, 2 * total.amount);
  });

  it('by itself, when the reconciliation finds that the provider has received more [PAY-18] [SET-06]', async () => {
    await passTo(6);
    const { paymentId, total } = await unpaid(ann, [[pot, 1]], 'bank-remittance');
    await pass(minutes(32));
    await remitUnheard(paymentId, total);
    await passTo(5);
    expect(await refunded(ann, paymentId, total.amount)).toMatchObject({ received: [{ outcome: 'late' }] });
  });

  it('and its refund, which has come back unheard, when the reconciliation finds that the provider has received more [PAY-07] [SET-06]', async () => {
    await passTo(6);
    await paymentFault({ kind: 'reverse', match: 'refund', ms: minutes(10) });
    await paymentFault({ kind: 'drop-webhook', match: 'refund.failed' });
    const { paymentId, orders: [order] } = await buy(ann, [pot, 1]);
    const refund = { paymentId, orderId: order!.orderId, amount: brl(1000), note: 'A scratch' };
    await (await finance()).call('POST /operator/v1/payments/{paymentId}/refunds', refund, key());
    await refunded(ann, paymentId, 1000);
    await pass(minutes(11));
    expect((await paymentOf(ann, paymentId)).orders).toMatchObject([{ owed: brl(0) }]);
    await passTo(5);
    expect((await paymentOf(ann, paymentId)).orders).toMatchObject([{ owed: brl(1000) }]);
  });

  it('only when there is such a payment', async () => {
    const { call } = await finance();
    const nothing = { paymentId: 'pay_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A' };
    expect(await refusal(call('POST /operator/v1/payments/{paymentId}/look-up', nothing, key()))).toBe('not-found');
  });
});
