import { beforeAll, describe, expect, it } from 'vitest';
import { calendarOf } from '../../../shared/kernel/values/calendar.ts';
import { days, instant, minutes } from '../../../shared/kernel/values/clock.ts';
import { deliver, inboxOf, now, pass, settled } from '../../support/control.ts';
import { everythingThatWaits, waitingAt, whileHeld } from '../../support/desks.ts';
import type { Merchant } from '../../support/merchants.ts';
import { firstShipment } from '../../support/parcels.ts';
import { key, refusal, staff, theAdmin, type Person } from '../../support/people.ts';
import { buy, buyer, onSale, shop, stockOf, type Buyer, type Goods } from '../../support/shopping.ts';

describe('an order that is paid', () => {
  let seller: Merchant;
  let pot: Goods;
  let ann: Buyer;

  beforeAll(async () => {
    seller = await shop();
    pot = await onSale(seller, { stock: 100 });
    ann = await buyer();
  });

  const paid = async (): Promise<string> => (await buy(ann, [pot, 1])).orders[0]!.orderId;
  const look = (orderId: string) => ann.call('GET /shop/v1/orders/{orderId}', { orderId });
  const accept = async (orderId: string) => {
    await seller.call('POST /merchant/v1/orders/{orderId}/accept', { orderId });
    await settled();
  };
  const handOver = async (orderId: string) => {
    await seller.call(
      'POST /merchant/v1/shipments/{shipmentId}/hand-over',
      { shipmentId: firstShipment(orderId) },
      key(),
    );
    await settled();
  };

  it('waits for its shop with the review to make, and is accepted once [ORD-08] [ORD-09]', async () => {
    const orderId = await paid();
    const { items } = await seller.call('GET /merchant/v1/orders', { state: 'awaiting-acceptance' });
    expect(items.map(({ id }) => id)).toContain(orderId);
    const { review } = await seller.call('GET /merchant/v1/orders/{orderId}', { orderId });
    expect(review).toEqual({ items: true, quantity: true, amount: true, address: true });
    await accept(orderId);
    expect((await look(orderId)).timeline.at(-1)).toMatchObject({ event: 'order-accepted', by: 'merchant' });
    expect((await seller.call('GET /merchant/v1/orders/{orderId}', { orderId })).processingTime).toBeGreaterThan(0);
    expect(await refusal(seller.call('POST /merchant/v1/orders/{orderId}/accept', { orderId }))).toBe('illegal-step');
  });

  it('is told of by mail: to the shop when it is paid, to the buyer when it is confirmed and when it leaves [ORD-08] [ORD-10]', async () => {
    const orderId = await paid();
    const told = async (login: string): Promise<(string | undefined)[]> =>
      (await inboxOf(login)).filter(({ text }) => text?.includes(orderId)).map(({ subject }) => subject).reverse();
    await settled();
    expect(await told(seller.login)).toEqual(['A new order is paid']);
    await accept(orderId);
    await handOver(orderId);
    expect(await told(ann.login)).toEqual(['Your order is confirmed', 'Your order is on its way']);
  });

  it('is to be accepted within 30 minutes: else its shop is told, it waits for an operator, and counts for its shop [ORD-09]', async () => {
    const late = await shop();
    const goods = await onSale(late, { stock: 100 });
    const [orderId, another] = (await Promise.all([buy(ann, [goods, 1]), buy(await buyer(), [goods, 1])])).map((
      { orders: [order] },
    ) => order!.orderId);
    await settled();
    const [operator, support] = await Promise.all([staff('operator'), staff('support')]);
    const overdue = async (one = operator) =>
      (await waitingAt(one, 'overdue-orders')).filter(({ itemId }) => itemId === orderId);
    const today = calendarOf('Asia/Shanghai').dateOf(instant((await now()).getTime() + minutes(31)));
    const counted = async (date: string) => {
      const month = date.slice(0, 7);
      const { merchantId } = late;
      const own = (await late.call('GET /merchant/v1/overdue-days', { month })).items;
      expect((await support.call('GET /operator/v1/merchants/{merchantId}/overdue-days', { merchantId, month })).items)
        .toEqual(own);
      const day = own.find((one) => one.date === date);
      expect(await inAllShopsOn(date, merchantId)).toEqual(day);
      return day;
    };
    const inAllShopsOn = async (date: string, merchantId: string) => {
      let cursor: string | undefined;
      do {
        const found = await operator.call('GET /operator/v1/overdue-shops', { date, limit: 1, cursor });
        const [one] = found.items.filter((day) => day.merchantId === merchantId);
        if (one) return one;
        cursor = found.cursor;
      } while (cursor);
      return undefined;
    };
    expect(await refusal(operator.call('GET /operator/v1/overdue-shops', { date: today, cursor: 'nobody' })))
      .toBe('invalid-cursor');
    const shopless = await staff('merchant');
    expect(await refusal(shopless.call('GET /merchant/v1/overdue-days', { month: '2026-11' }))).toBe('no-shop');
    expect(await overdue()).toEqual([]);
    expect(await counted(today)).toBeUndefined();

    await pass(minutes(31));
    expect(await overdue()).toMatchObject([{ shows: { stage: 'processing' } }]);
    expect((await inboxOf(late.login)).filter(({ subject }) => subject === 'An order waits for your acceptance'))
      .toHaveLength(2);
    expect(await counted(today)).toEqual({
      merchantId: late.merchantId,
      date: today,
      processing: 2,
      shipment: 0,
      delivery: 0,
    });
    const again = { detail: { id: 'again', dueAt: await now(), payload: { orderId: another, stage: 'processing' } } };
    expect(await deliver('ordering/flag-overdue-order', again)).toMatchObject({ ok: true });
    expect(await counted(today)).toMatchObject({ processing: 2 });

    expect(await overdue(support)).toMatchObject([{ mayAct: false }]);
    expect(await overdue()).toMatchObject([{ mayAct: true }]);
    const watched = async (one: Person) =>
      (await everythingThatWaits(one, { list: 'watched' })).filter(({ itemId }) => itemId === orderId);
    expect(await watched(support)).toHaveLength(1);
    expect(await watched(operator)).toEqual([]);
    const about = { desk: 'overdue-orders', itemId: orderId! } as const;
    await support.call(
      'POST /operator/v1/desks/{desk}/items/{itemId}/notes',
      { ...about, note: 'The buyer asks' },
      key(),
    );
    expect(await refusal(support.call('POST /operator/v1/desks/{desk}/items/{itemId}/take', about, key())))
      .toBe('not-found');
    expect((await everythingThatWaits(support)).filter(({ desk }) => desk === 'overdue-orders')).toEqual([]);

    await late.call('POST /merchant/v1/orders/{orderId}/accept', { orderId: orderId! });
    await settled();
    expect(await overdue()).toEqual([]);
    expect((await late.call('GET /merchant/v1/orders/{orderId}', { orderId: orderId! })).processingTime)
      .toBeGreaterThan(minutes(30));
    await pass(days(6));
    await Promise.all([operator, support, late].map((one) => one.signIn()));
    expect(await overdue()).toMatchObject([{ shows: { stage: 'shipment' } }]);
    expect(
      await whileHeld(
        'overdue-orders',
        orderId!,
        'operator',
        () =>
          operator.call(
            'POST /operator/v1/orders/{orderId}/close',
            { orderId: orderId!, reason: 'The shop is gone' },
            key(),
          ),
      ),
    ).toBe('taken-by-another');
  });

  it('is shipped, delivered and received, and the buyer sees each step at once [ORD-02 part] [ORD-04] [ORD-10] [ORD-15]', async () => {
    const orderId = await paid();
    const before = await stockOf(seller, pot);
    await accept(orderId);
    await handOver(orderId);
    expect((await look(orderId)).state).toBe('shipped');
    expect(await stockOf(seller, pot)).toEqual({ ...before, held: before.held - 1, sold: before.sold + 1 });
    expect(await refusal(ann.call('POST /shop/v1/orders/{orderId}/cancel', { orderId }))).toBe('illegal-step');
    expect(await ann.call('POST /shop/v1/orders/{orderId}/receipt', { orderId })).toEqual({
      orderId,
      state: 'completed',
    });
    expect(await refusal(ann.call('POST /shop/v1/orders/{orderId}/receipt', { orderId }))).toBe('illegal-step');
    expect((await look(orderId)).timeline.map(({ event }) => event))
      .toEqual(['order-placed', 'order-paid', 'order-accepted', 'order-shipped', 'order-completed']);
  });

  it('is fulfilled and given back all the same when its shop has been suspended since [VIO-05 part]', async () => {
    const [kept, spoilt] = [await paid(), await paid()];
    const { merchantId } = seller;
    const { call } = await theAdmin();
    await call('POST /operator/v1/merchants/{merchantId}/suspend', { merchantId, reason: 'Complaints' }, key());
    for (const orderId of [kept, spoilt]) await accept(orderId);
    await handOver(kept);
    expect((await look(kept)).state).toBe('shipped');
    await seller.call('POST /merchant/v1/orders/{orderId}/refuse', { orderId: spoilt, reason: 'Broken' }, key());
    expect((await look(spoilt)).state).toBe('cancelled');
    await call('POST /operator/v1/merchants/{merchantId}/reinstate', { merchantId, reason: 'Cleared' }, key());
  });
});
