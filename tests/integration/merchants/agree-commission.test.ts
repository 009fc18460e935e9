import { beforeAll, describe, expect, it } from 'vitest';
import { days, hours, minutes } from '../../../shared/kernel/values/clock.ts';
import { mostAgreedRates } from '../../../shared/merchants/policy.ts';
import { now, pass, settled } from '../../support/control.ts';
import type { Merchant } from '../../support/merchants.ts';
import { finance } from '../../support/payments.ts';
import { key, refusal, theAdmin } from '../../support/people.ts';
import { delivered, paidShop, passTo } from '../../support/settlement.ts';
import { brl, buy, buyer, onSale, shop, theCategory, type Buyer, type Goods } from '../../support/shopping.ts';

let ann: Buyer;
const agree = async (
  { merchantId }: Merchant,
  terms: { basisPoints: number | null; categoryId?: string; from?: string },
) =>
  (await finance()).call(
    'POST /operator/v1/merchants/{merchantId}/commission-rates',
    { merchantId, reason: 'Agreed for the first year', ...terms },
    key(),
  );
const lineOf = async (seller: Merchant, orderId: string) =>
  (await seller.call('GET /merchant/v1/orders/{orderId}', { orderId })).lines[0]!;
/** The rate of a pot that is bought now, in basis points. */
const rateOf = async (seller: Merchant, pot: Goods): Promise<number> => {
  const { orders: [order] } = await buy(ann, [pot, 1]);
  return (await lineOf(seller, order!.orderId)).commissionRate;
};

beforeAll(async () => {
  ann = await buyer();
  await passTo(12);
});

describe('the commission', () => {
  it("is the shop's own where one is agreed, nearest to the goods, from when it was agreed, and the category's otherwise [SET-03]", async () => {
    const [seller, rival] = [await shop(), await shop()];
    const [pot, cup] = [await onSale(seller, { stock: 20 }), await onSale(rival)];
    const categoryId = await theCategory();
    expect(await rateOf(seller, pot)).toBe(1000);
    await agree(seller, { basisPoints: 800 });
    expect(await rateOf(seller, pot)).toBe(800);
    expect(await rateOf(rival, cup)).toBe(1000);
    await agree(seller, { basisPoints: 0, categoryId });
    expect(await rateOf(seller, pot)).toBe(0);
    await agree(seller, { basisPoints: null, categoryId });
    expect(await rateOf(seller, pot)).toBe(800);
    const from = new Date((await now()).getTime() + hours(2)).toISOString();
    const { agreedRates } = await agree(seller, { basisPoints: 1250, from });
    expect(agreedRates.slice(-2)).toMatchObject([{ basisPoints: 800 }, { basisPoints: 1250, from }]);
    expect(await rateOf(seller, pot)).toBe(800);
    await pass(hours(2) + minutes(1));
    expect(await rateOf(seller, pot)).toBe(1250);
    expect((await seller.call('GET /merchant/v1/shop', {})).agreedRates.at(-1)).toMatchObject({ basisPoints: 1250 });
    await agree(seller, { basisPoints: null });
    expect(await rateOf(seller, pot)).toBe(1000);
  });

  it('is frozen on the line when the order is placed, settled so, and taken of what is left after a refund [SET-03]', async () => {
    const seller = await paidShop();
    const pot = await onSale(seller, { stock: 20 });
    await agree(seller, { basisPoints: 2000 });
    const orderId = await delivered(seller, ann, pot);
    await agree(seller, { basisPoints: 0 });
    const later = await delivered(seller, ann, pot);
    expect(await lineOf(seller, orderId)).toMatchObject({ commissionRate: 2000, commission: brl(1178) });
    expect(await lineOf(seller, later)).toMatchObject({ commissionRate: 0, commission: brl(0) });
    const { paymentId } = await ann.call('GET /shop/v1/orders/{orderId}', { orderId });
    const refund = { paymentId, orderId, amount: brl(739), note: 'A scratch' };
    await (await finance()).call('POST /operator/v1/payments/{paymentId}/refunds', refund, key());
    await settled();
    for (const id of [orderId, later]) await ann.call('POST /shop/v1/orders/{orderId}/receipt', { orderId: id });
    await settled();
    await pass(days(7) + minutes(1));
    const { items: [row] } = await seller.call('GET /merchant/v1/statements', {});
    const { statementId } = row!;
    const { orderLines } = await seller.call('GET /merchant/v1/statements/{statementId}', { statementId });
    // A tenth of R$ 73.90 went back, and a tenth of the commission with it.
    expect(orderLines.find((one) => one.orderId === orderId)).toMatchObject({
      refunded: brl(739),
      items: brl(5301),
      commission: brl(1060),
    });
    expect(orderLines.find((one) => one.orderId === later)).toMatchObject({ items: brl(5890), commission: brl(0) });
    const { call } = await finance();
    expect(await call('GET /operator/v1/ledger/trial-balance', {})).toMatchObject({ balanced: true });
  });

  it('is agreed on only with a shop, on a category and for a time that there are', async () => {
    const seller = await shop();
    const categoryId = 'cat_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A';
    const from = new Date((await now()).getTime() - hours(1)).toISOString();
    expect(await refusal(agree(seller, { basisPoints: 800, categoryId }))).toBe('not-found');
    expect(await refusal(agree(seller, { basisPoints: 800, from }))).toBe('rate-in-the-past');
    expect(await refusal(agree(seller, { basisPoints: 10_001 }))).toBe('invalid-input');
  });

  it('is agreed on for so many categories at the most', async () => {
    const [seller, { call }] = [await shop(), await theAdmin()];
    for (let n = 0; n < mostAgreedRates; n += 1) {
      const { categoryId } = await call('POST /operator/v1/categories', {
        name: { en: `Tea ${n}` },
        commissionRate: 1000,
      }, key());
      await agree(seller, { basisPoints: 800, categoryId });
    }
    expect(await refusal(agree(seller, { basisPoints: 800 }))).toBe('too-many-rates');
  });
});
