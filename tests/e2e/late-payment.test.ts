import { beforeAll, describe, expect, it } from 'vitest';
import { minutes } from '../../shared/kernel/values/clock.ts';
import { pass } from '../support/control.ts';
import type { Merchant } from '../support/merchants.ts';
import { confirm, finance, paymentFault, paymentOf, remit, unpaid } from '../support/payments.ts';
import { brl, buyer, onSale, shop, stockOf, type Buyer, type Goods } from '../support/shopping.ts';

let pots: Merchant;
let cups: Merchant;
let pot: Goods;
let cup: Goods;
let ann: Buyer;
const look = (orderId: string) => ann.call('GET /shop/v1/orders/{orderId}', { orderId });
/** What the ledger has still got of money that pays for no order. */
const unallocated = async (): Promise<number> => {
  const { accounts, balanced } = await (await finance()).call('GET /operator/v1/ledger/trial-balance', {});
  expect(balanced).toBe(true);
  return accounts.find(({ account, currency }) => account === 'unallocated-funds' && currency === 'BRL')?.balance.amount
    ?? 0;
};

beforeAll(async () => {
  [pots, cups, ann] = [await shop(), await shop(), await buyer()];
  [pot, cup] = [await onSale(pots, { stock: 5 }), await onSale(cups, { price: 1999, stock: 5 })];
});

describe('Given a checkout at two merchants that nobody has paid', () => {
  it('when 30 minutes have passed, then it is cancelled with the stock back; money that comes later goes back, and the buyer sees it [ORD-07] [PAY-18]', async () => {
    const owed = await unallocated();
    const { paymentId, orders, total } = await unpaid(ann, [[pot, 2], [cup, 1]], 'bank-remittance');
    const { remittance } = await paymentOf(ann, paymentId);
    expect(await stockOf(pots, pot)).toEqual({ available: 3, held: 2, sold: 0 });

    await pass(minutes(29));
    for (const { orderId } of orders) expect((await look(orderId)).state).toBe('awaiting-payment');
    await pass(minutes(2));
    for (const { orderId } of orders) {
      expect(await look(orderId)).toMatchObject({ state: 'cancelled', cancellation: { reason: 'deadline' } });
    }
    expect([await stockOf(pots, pot), await stockOf(cups, cup)]).toEqual(
      Array(2).fill({ available: 5, held: 0, sold: 0 }),
    );

    await remit(remittance!.reference, total);
    expect(await paymentOf(ann, paymentId)).toMatchObject({
      state: 'expired',
      received: [{ outcome: 'late', amount: total, refunding: brl(0), refunded: total }],
    });
    for (const { orderId } of orders) expect((await look(orderId)).state).toBe('cancelled');
    expect(await unallocated()).toBe(owed);
  });

  it('when it is too late, then the page to pay at takes nothing any more [ORD-07]', async () => {
    const { paymentId } = await unpaid(ann, [[pot, 1]]);
    const { payUrl } = await paymentOf(ann, paymentId);
    await pass(minutes(31));
    const answer = await fetch(`${payUrl!}/confirm`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"outcome":"approve"}',
    });
    expect(answer.status).toBe(409);
    expect(await paymentOf(ann, paymentId)).toMatchObject({ state: 'expired', received: [] });
  });
});

describe('Given a buyer who pays by bank', () => {
  it('when the money is sent twice, then one order is paid, once, and the second sum goes back [PAY-18]', async () => {
    const owed = await unallocated();
    const { paymentId, orders: [order], total } = await unpaid(ann, [[pot, 1]], 'bank-remittance');
    const { remittance } = await paymentOf(ann, paymentId);
    await remit(remittance!.reference, total);
    await remit(remittance!.reference, total);

    const { state, received, orders } = await paymentOf(ann, paymentId);
    expect(state).toBe('captured');
    expect(received.map(({ outcome, refunded }) => [outcome, refunded])).toEqual([['paid', brl(0)], ['second', total]]);
    expect(orders).toMatchObject([{ amount: total, refunded: brl(0) }]);
    const { orderId } = order!;
    expect((await look(orderId)).timeline.map(({ event }) => event)).toEqual(['order-placed', 'order-paid']);
    expect(await pots.call('POST /merchant/v1/orders/{orderId}/accept', { orderId })).toMatchObject({
      state: 'awaiting-shipment',
    });
    expect(await unallocated()).toBe(owed);
  });
});

describe("Given a buyer who has paid on the provider's page", () => {
  it('when every notice of it is lost, then the platform asks, and the order is not cancelled at its deadline [PAY-05] [ORD-07]', async () => {
    const { paymentId, orders: [order] } = await unpaid(ann, [[pot, 1]], 'wallet');
    await paymentFault({ kind: 'drop-webhook', count: 2 });
    await confirm(ann, paymentId);
    const { orderId } = order!;
    expect((await look(orderId)).state).toBe('awaiting-payment');
    await pass(minutes(3));
    expect((await look(orderId)).state).toBe('awaiting-acceptance');
    await pass(minutes(30));
    expect((await look(orderId)).state).toBe('awaiting-acceptance');
    expect(await paymentOf(ann, paymentId)).toMatchObject({
      state: 'captured',
      received: [{ outcome: 'paid', refunded: brl(0) }],
    });
  });
});
