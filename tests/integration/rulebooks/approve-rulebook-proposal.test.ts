/** Policy changes in the middle: what was decided before goes on by what was in force then. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { days, hours, minutes } from '../../../shared/kernel/values/clock.ts';
import { orderTimes } from '../../../shared/ordering/rulebooks.ts';
import { collectionAccount } from '../../../shared/payments/rulebooks.ts';
import { earningRelease } from '../../../shared/settlement/rulebooks.ts';
import { pass, until } from '../../support/control.ts';
import type { Merchant } from '../../support/merchants.ts';
import { parcel, scanned } from '../../support/parcels.ts';
import { paymentOf, unpaid } from '../../support/payments.ts';
import { ruled } from '../../support/rulebooks.ts';
import { completed } from '../../support/settlement.ts';
import { buyer, fill, onSale, place, shop, type Buyer, type Goods } from '../../support/shopping.ts';

let seller: Merchant;
let pot: Goods;
let ann: Buyer;
const look = (orderId: string) => ann.call('GET /shop/v1/orders/{orderId}', { orderId });

beforeAll(async () => {
  seller = await shop();
  pot = await onSale(seller);
  ann = await buyer();
});

/** Others go by the defaults. */
afterAll(async () => {
  await ruled('order-times', orderTimes.initial);
  await ruled('earning-release', earningRelease.initial);
  await ruled('collection-account', collectionAccount.initial);
});

it('an order is to be paid within what was in force when it was placed [ORD-07]', async () => {
  const placed = async () => {
    await fill(ann, [pot, 1]);
    const { orderId } = (await place(ann)).orders[0]!;
    const { placedAt, paymentDueAt } = await look(orderId);
    return { orderId, wait: Date.parse(paymentDueAt) - Date.parse(placedAt) };
  };
  await ruled('order-times', { payWithin: 'PT2H', confirmReceiptAfter: 'P1D' });
  const early = await placed();
  await ruled('order-times', { payWithin: 'PT10M' });
  const late = await placed();
  expect([early.wait, late.wait]).toEqual([hours(2), minutes(10)]);
  await pass(minutes(15));
  expect([(await look(early.orderId)).state, (await look(late.orderId)).state]).toEqual([
    'awaiting-payment',
    'cancelled',
  ]);
});

it('later steps of an order, and what it has earned, go by the versions that they began with [ORD-15]', async () => {
  // Placed while receipt confirms itself after a day; delivered when that would take ten.
  const { orderId, waybill } = await parcel(seller, ann, pot);
  await ruled('order-times', { confirmReceiptAfter: 'P10D' });
  await scanned('swift', waybill!, 'picked-up', 'delivered');
  await pass(days(1) + minutes(2));
  await Promise.all([ann.signIn(), seller.signIn()]);
  expect((await look(orderId)).state).toBe('completed');

  const heldFor = async (id: string): Promise<number> => {
    const { items } = await until(
      () => seller.call('GET /merchant/v1/earnings', {}),
      (page) => page.items.some((earning) => earning.orderId === id),
    );
    const { heldAt, releaseAt } = items.find((earning) => earning.orderId === id)!;
    return Date.parse(releaseAt) - Date.parse(heldAt);
  };
  expect(await heldFor(orderId)).toBe(days(7));
  await ruled('earning-release', { releaseAfter: 'P1D' });
  await Promise.all([ann.signIn(), seller.signIn()]);
  const next = await completed(seller, ann, pot);
  expect([await heldFor(orderId), await heldFor(next)]).toEqual([days(7), days(1)]);
});

it('a buyer remits to the account that was named when the payment was opened', async () => {
  const remits = async () => (await unpaid(ann, [[pot, 1]], 'bank-remittance')).paymentId;
  const accountOf = async (paymentId: string) => (await paymentOf(ann, paymentId)).remittance?.account;
  const before = await remits();
  await ruled('collection-account', { account: 'JISHI-COLLECTION-2' });
  const afterwards = await remits();
  expect([await accountOf(before), await accountOf(afterwards)]).toEqual(['JISHI-COLLECTION-1', 'JISHI-COLLECTION-2']);
});
