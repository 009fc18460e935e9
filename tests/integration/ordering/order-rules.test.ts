import { beforeAll, expect, it } from 'vitest';
import type { Input } from '../../../web/client.ts';
import { settled, until } from '../../support/control.ts';
import type { Merchant } from '../../support/merchants.ts';
import { shipmentOf } from '../../support/parcels.ts';
import { key, refusal, staff } from '../../support/people.ts';
import { brl, buy, buyer, home, onSale, shop, type Buyer, type Goods } from '../../support/shopping.ts';

type Rules = Input<'PUT /merchant/v1/order-rules'>;
const careful: Rules = {
  enabled: true,
  mostUnits: 2,
  mostPayable: brl(50_000),
  countries: ['BR'],
  withNote: false,
  madeToOrder: false,
  severalWarehouses: false,
};

let seller: Merchant;
let ann: Buyer;
let pot: Goods;
/** A second warehouse, in the buyer's city as the first, with some of the pots. */
let near: string;

beforeAll(async () => {
  [seller, ann] = await Promise.all([shop(), buyer()]);
  pot = await onSale(seller, { stock: 20 });
  const { items: [own] } = await seller.call('GET /merchant/v1/warehouses', {});
  near =
    (await seller.call('POST /merchant/v1/warehouses', { name: { en: 'Near' }, address: home }, key())).warehouseId;
  const { skuId } = pot;
  const { transferId } = await seller.call('POST /merchant/v1/transfers', {
    from: own!.warehouseId,
    to: near,
    lines: [{ skuId, sent: 18 }],
  }, key());
  await seller.call('POST /merchant/v1/transfers/{transferId}/receipt', {
    transferId,
    lines: [{ skuId, good: 18, damaged: 0 }],
  });
});

const ordered = async (quantity: number): Promise<string> => (await buy(ann, [pot, quantity])).orders[0]!.orderId;
const seen = (orderId: string) => seller.call('GET /merchant/v1/orders/{orderId}', { orderId });
const waiting = async (orderId: string) =>
  (await seller.call('GET /merchant/v1/orders', { state: 'awaiting-acceptance' })).items
    .find(({ id }) => id === orderId);

it('is accepted, allocated and given to a carrier by the rules of its shop, while its people sleep [ORD-11]', async () => {
  expect(await seller.call('GET /merchant/v1/order-rules', {})).toMatchObject({ enabled: false });
  const byHand = await ordered(1);
  await settled();
  expect(await seen(byHand)).toMatchObject({ state: 'awaiting-acceptance' });
  expect((await seen(byHand)).automatic).toBeUndefined();
  expect(await seller.call('PUT /merchant/v1/order-rules', careful)).toEqual(careful);
  expect(await seller.call('GET /merchant/v1/order-rules', {})).toEqual(careful);

  const orderId = await ordered(2);
  await settled();
  const order = await seen(orderId);
  expect(order).toMatchObject({ state: 'awaiting-shipment', automatic: { passed: true } });
  expect(order.automatic!.checks).toContainEqual({ check: 'units', holds: true, actual: 2, allowed: 2 });
  expect(order.timeline.at(-1)).toMatchObject({ event: 'order-accepted', by: 'platform' });
  expect((await seller.call('GET /merchant/v1/orders/{orderId}/allocation', { orderId })).shares)
    .toEqual([{ skuId: pot.skuId, warehouseId: near, quantity: 2, left: 2 }]);
  const parcel = await until(() => shipmentOf(seller, orderId), (one) => one?.waybill !== undefined);
  expect(parcel?.state).toBe('booked');
  expect(await waiting(byHand)).toMatchObject({ id: byHand });
});

it('is left to a person by what its rules do not allow, and says by what; changed by its buyer, it is judged anew [ORD-11]', async () => {
  await seller.call('PUT /merchant/v1/order-rules', careful);
  const orderId = await ordered(3);
  await settled();
  const order = await seen(orderId);
  expect(order).toMatchObject({ state: 'awaiting-acceptance', automatic: { passed: false } });
  expect(order.automatic!.checks.filter(({ holds }) => !holds))
    .toEqual([{ check: 'units', holds: false, actual: 3, allowed: 2 }]);
  expect(await waiting(orderId)).toMatchObject({ stoppedBy: ['units'] });
  expect(await ann.call('GET /shop/v1/orders/{orderId}', { orderId })).not.toHaveProperty('automatic');
  expect((await ann.call('GET /shop/v1/orders', {})).items.find(({ id }) => id === orderId))
    .not.toHaveProperty('stoppedBy');

  const [line] = order.lines;
  const wanted = { orderId, lines: [{ lineId: line!.id, quantity: 1 }] };
  const { payable } = await ann.call('POST /shop/v1/orders/{orderId}/change-preview', wanted);
  await ann.call('POST /shop/v1/orders/{orderId}/changes', { ...wanted, expectedPayable: payable }, key());
  await settled();
  expect(await seen(orderId)).toMatchObject({ state: 'awaiting-shipment', automatic: { passed: true } });

  await seller.call('PUT /merchant/v1/order-rules', { ...careful, mostPayable: brl(100), countries: ['CN'] });
  const dear = await ordered(1);
  await settled();
  expect(await waiting(dear)).toMatchObject({ stoppedBy: ['payable', 'destination'] });
  await seller.call('POST /merchant/v1/orders/{orderId}/accept', { orderId: dear });
  expect(await seen(dear)).toMatchObject({ state: 'awaiting-shipment', automatic: { passed: false } });
});

it('needs a shop, and amounts in its currency [ORD-11]', async () => {
  const shopless = await staff('merchant');
  expect(await refusal(shopless.call('GET /merchant/v1/order-rules', {}))).toBe('no-shop');
  expect(await refusal(shopless.call('PUT /merchant/v1/order-rules', careful))).toBe('no-shop');
  const foreign: Rules = { ...careful, mostPayable: { amount: 1, currency: 'CNY' } };
  expect(await refusal(seller.call('PUT /merchant/v1/order-rules', foreign))).toBe('currency-foreign');
});
