import { beforeAll, expect, it } from 'vitest';
import { days, hours } from '../../../shared/kernel/values/clock.ts';
import { pass } from '../../support/control.ts';
import type { Merchant } from '../../support/merchants.ts';
import { finance } from '../../support/payments.ts';
import { key, staff } from '../../support/people.ts';
import { ruled } from '../../support/rulebooks.ts';
import { completed, paidShop } from '../../support/settlement.ts';
import { brl, buyer, onSale, type Buyer } from '../../support/shopping.ts';

const net = brl(6801);

let ann: Buyer;
/** A shop with one order that was completed. */
const sold = async (): Promise<{ seller: Merchant; orderId: string }> => {
  const seller = await paidShop();
  return { seller, orderId: await completed(seller, ann, await onSale(seller)) };
};
const paidOf = async ({ call }: Merchant) =>
  (await call('GET /merchant/v1/statements', {})).items.map(({ paidOut }) => paidOut);
const balanceOf = ({ call }: Merchant) => call('GET /merchant/v1/balance', {});
const lookInto = async ({ merchantId }: Merchant, end: '' | '/release') =>
  (await finance()).call(
    `POST /operator/v1/merchants/{merchantId}/payout-hold${end}`,
    { merchantId, reason: 'Many refunds' },
    key(),
  );
const judge = async ({ merchantId }: Merchant, what: 'suspend' | 'reinstate') =>
  (await staff('operator')).call(
    `POST /operator/v1/merchants/{merchantId}/${what}`,
    { merchantId, reason: 'A complaint' },
    key(),
  );

beforeAll(async () => {
  ann = await buyer();
});

it('pays nothing that is disputed, nothing to a shop that has violated the rules, and nothing while its risk is looked into; then all of it [SET-12]', async () => {
  await ruled('earning-release', { releaseAfter: 'PT0M' });
  const disputed = await sold();
  const { orderId } = disputed;
  const { lines: [line] } = await ann.call('GET /shop/v1/orders/{orderId}', { orderId });
  const { id: returnId } = await ann.call('POST /shop/v1/returns', {
    orderId,
    lineId: line!.id,
    quantity: 1,
    wish: 'return-and-refund',
    reason: 'defective',
    note: 'It leaks',
  }, key());
  const [violating, risky, other] = [await sold(), await sold(), await sold()];
  const held = [violating, risky, disputed].map(({ seller }) => seller);
  await judge(violating.seller, 'suspend');
  await lookInto(risky.seller, '');
  await pass(days(1));
  await Promise.all([ann, other.seller, ...held].map((person) => person.signIn()));
  await ruled('earning-release', { releaseAfter: 'P7D' });
  expect(await Promise.all(held.map(paidOf))).toEqual([[], [], []]);
  expect(await paidOf(other.seller)).toEqual([net]);
  expect(await balanceOf(disputed.seller)).toMatchObject({ pending: net, released: brl(0) });
  expect((await disputed.seller.call('GET /merchant/v1/earnings', {})).items).toMatchObject([
    { orderId, state: 'held', disputed: true },
  ]);
  for (const one of [violating, risky]) expect(await balanceOf(one.seller)).toMatchObject({ released: net });

  await ann.call('POST /shop/v1/returns/{returnId}/withdrawal', { returnId });
  await judge(violating.seller, 'reinstate');
  await lookInto(risky.seller, '/release');
  await pass(days(1) + hours(2));
  await Promise.all(held.map((person) => person.signIn()));
  expect(await Promise.all(held.map(paidOf))).toEqual([[net], [net], [net]]);
  expect((await disputed.seller.call('GET /merchant/v1/earnings', {})).items).toMatchObject([
    { state: 'claimed', disputed: false },
  ]);
});
