import { expect, it } from 'vitest';
import { refusal, staff } from '../../support/people.ts';
import { delivered, today } from '../../support/settlement.ts';
import { buy, buyer, fill, onSale, place, shop } from '../../support/shopping.ts';

it('shows how long each stage took and where orders were lost, each order counted once [ORD-18]', async () => {
  const seller = await shop();
  const [ann, goods] = [await buyer(), await onSale(seller, { stock: 10 })];
  const operator = await staff('operator');
  const month = (await today()).slice(0, 7);
  const shopFigures = async () => (await seller.call('GET /merchant/v1/order-stages', { month })).items;
  const all = async (stage: string) =>
    (await operator.call('GET /operator/v1/order-stages', { month })).items.find((one) => one.stage === stage)!;
  const [paymentBefore, receiptBefore] = [await all('payment'), await all('receipt')];

  const received = await delivered(seller, ann, goods);
  expect((await shopFigures()).map(({ reached }) => reached)).toEqual([0, 0, 0, 0, 0]);
  await ann.call('POST /shop/v1/orders/{orderId}/receipt', { orderId: received });
  expect(await refusal(ann.call('POST /shop/v1/orders/{orderId}/receipt', { orderId: received }))).toBe('illegal-step');

  await fill(ann, [goods, 1]);
  const unpaid = (await place(ann)).orders[0]!.orderId;
  await ann.call('POST /shop/v1/orders/{orderId}/cancel', { orderId: unpaid });

  const refused = (await buy(ann, [goods, 1])).orders[0]!.orderId;
  await seller.call('POST /merchant/v1/orders/{orderId}/refuse', { orderId: refused, reason: 'sold out' });

  const figures = await shopFigures();
  expect(figures.map(({ stage, reached, lost }) => [stage, reached, lost])).toEqual([
    ['payment', 3, 1],
    ['acceptance', 2, 1],
    ['shipment', 1, 0],
    ['delivery', 1, 0],
    ['receipt', 1, 0],
  ]);
  expect(figures[0]).toMatchObject({ lostShare: 3333, nineInTenHours: 0.5 });
  expect(await operator.call('GET /operator/v1/order-stages', { month, merchantId: seller.merchantId }))
    .toEqual({ items: figures });
  expect((await all('payment')).lost).toBeGreaterThan(paymentBefore.lost);
  expect((await all('receipt')).reached).toBeGreaterThan(receiptBefore.reached);
  const shopless = await staff('merchant');
  expect(await refusal(shopless.call('GET /merchant/v1/order-stages', { month }))).toBe('no-shop');
});
