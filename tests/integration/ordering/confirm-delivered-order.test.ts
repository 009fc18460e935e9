import { beforeAll, expect, it } from 'vitest';
import { days } from '../../../shared/kernel/values/clock.ts';
import { pass } from '../../support/control.ts';
import { parcel, scanned } from '../../support/parcels.ts';
import { buyer, onSale, shop, type Buyer } from '../../support/shopping.ts';

let ann: Buyer;
let orderId: string;

beforeAll(async () => {
  const seller = await shop();
  ann = await buyer();
  const sent = await parcel(seller, ann, await onSale(seller));
  await scanned('swift', sent.waybill!, 'picked-up', 'delivered');
  orderId = sent.orderId;
});

it('confirms receipt ten days after delivery, when the buyer says nothing [ORD-15]', async () => {
  const look = () => ann.call('GET /shop/v1/orders/{orderId}', { orderId });
  expect((await look()).state).toBe('delivered');
  await pass(days(9));
  await ann.signIn();
  expect((await look()).state).toBe('delivered');
  await pass(days(2));
  await ann.signIn();
  expect(await look()).toMatchObject({ state: 'completed' });
  expect((await look()).timeline.at(-1)).toMatchObject({ event: 'order-completed', by: 'platform' });
});
