import { expect, it } from 'vitest';
import type { Refused } from '../../../web/client.ts';
import { settled } from '../../support/control.ts';
import { refusals } from '../../support/listings.ts';
import { key, refusal, staff } from '../../support/people.ts';
import { buyer, fill, onSale, place, shop, stockOf } from '../../support/shopping.ts';

it('sells exactly what lies in buckets to a crowd, none too many, and none is refused while there is one [INV-01] [PLT-09]', async () => {
  const seller = await shop();
  const goods = await onSale(seller, { stock: 7 });
  const { skuId } = goods;
  const divide = (buckets: number, by = seller) =>
    by.call('PUT /merchant/v1/skus/{skuId}/stock-buckets', { skuId, buckets });
  const crowd = await Promise.all(Array.from({ length: 9 }, buyer));
  await Promise.all(crowd.map((one) => fill(one, [goods, 1])));
  await divide(4);
  expect(await stockOf(seller, goods)).toEqual({ available: 7, held: 0, sold: 0 });
  const outcomes = await Promise.allSettled(crowd.map((one) => place(one, 'tok_visa')));
  const left = async () => stockOf(seller, goods);
  const refused = crowd.filter((_, i) => outcomes[i]!.status === 'rejected');
  const ordered = crowd.length - refused.length;
  expect(await left()).toEqual({ available: 7 - ordered, held: ordered, sold: 0 });
  // Who met others too often is told to try again; that it is sold out only when it is.
  const codes = outcomes.flatMap((one) => (one.status === 'rejected' ? [(one.reason as Refused).problem.code] : []));
  expect(codes.filter((code) => code !== 'conflict' && (ordered < 7 || code !== 'out-of-stock'))).toEqual([]);
  for (const one of refused.slice(0, 7 - ordered)) await place(one, 'tok_visa');
  expect(await left()).toEqual({ available: 0, held: 7, sold: 0 });

  // An order that is given up gives its unit back, a shop counts on, and it is put together again.
  await settled();
  const { items: [order] } = await seller.call('GET /merchant/v1/orders', { state: 'awaiting-acceptance' });
  await seller.call('POST /merchant/v1/orders/{orderId}/refuse', { orderId: order!.id, reason: 'Broken' }, key());
  const adjust = (quantity: number) =>
    seller.call('POST /merchant/v1/skus/{skuId}/stock-adjustments', { skuId, quantity, reason: 'Count' }, key());
  await adjust(5);
  await divide(3);
  await adjust(-4);
  expect(await refusal(adjust(-3))).toBe('out-of-stock');
  const ann = await buyer();
  await fill(ann, [goods, 2]);
  await place(ann, 'tok_visa');
  await divide(1);
  expect(await left()).toEqual({ available: 0, held: 8, sold: 0 });
  expect(await refusal(divide(51))).toBe('invalid-input');
  expect(await refusals(divide(2, await shop()))).toEqual(['not-found']);
  expect(await refusals(divide(2, { ...seller, call: (await staff('merchant')).call }))).toEqual(['no-shop']);
});
