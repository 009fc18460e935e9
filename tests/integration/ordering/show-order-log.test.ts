import { expect, it } from 'vitest';
import { key, refusal, staff, theAdmin } from '../../support/people.ts';
import { accept, bought } from '../../support/parcels.ts';
import { buyer, onSale, shop } from '../../support/shopping.ts';

it('what happened to an order is evidence: every fact with who and when, never written anew, and who has looked [ORD-19]', async () => {
  const [seller, ann, support] = await Promise.all([shop(), buyer(), staff('support')]);
  const orderId = await bought(ann, await onSale(seller));
  const log = async () => (await support.call('GET /operator/v1/orders/{orderId}/log', { orderId })).items;
  const before = await log();
  await accept(seller, orderId);
  await seller.call('POST /merchant/v1/orders/{orderId}/refuse', { orderId, reason: 'The glaze has cracks' }, key());

  const after = await log();
  expect(after.slice(0, before.length)).toEqual(before);
  expect(after.map(({ event, by, actor }) => [event, by, actor])).toEqual([
    ['order-placed', 'buyer', ann.accountId],
    ['order-paid', 'platform', 'ordering/on-payment-captured'],
    ['order-accepted', 'merchant', seller.accountId],
    ['order-cancelled', 'merchant', seller.accountId],
  ]);
  expect(after.map(({ version }) => version)).toEqual([1, 2, 3, 4]);
  expect(after.map(({ at }) => at)).toEqual(after.map(({ at }) => at).toSorted());
  expect(new Set(after.map(({ id }) => id)).size).toBe(4);
  expect(after.at(-1)!.data).toMatchObject({ orderId });
  const { timeline } = await ann.call('GET /shop/v1/orders/{orderId}', { orderId });
  expect(after.map(({ event, at, by }) => ({ event, at, by }))).toEqual(timeline);

  expect(await refusal(ann.call('GET /operator/v1/orders/{orderId}/log', { orderId }))).toBe('forbidden');
  const missing = { orderId: 'ord_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A' };
  expect(await refusal(support.call('GET /operator/v1/orders/{orderId}/log', missing))).toBe('not-found');
  const { items } = await (await theAdmin()).call('GET /operator/v1/audit/by/{relation}/{name}', {
    relation: 'subject',
    name: ann.accountId,
  });
  const looks = items.filter(({ useCase }) => useCase === 'ordering/show-order-log');
  expect(looks.map(({ actor, thing }) => [actor, thing])).toEqual([
    [support.accountId, orderId],
    [support.accountId, orderId],
  ]);
});
