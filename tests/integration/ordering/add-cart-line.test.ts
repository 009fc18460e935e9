import { beforeAll, describe, expect, it } from 'vitest';
import { merchant, theReviewer, type Merchant } from '../../support/merchants.ts';
import { key, refusal, theAdmin } from '../../support/people.ts';
import { brl, buyer, fill, onSale, shop, type Buyer, type Goods } from '../../support/shopping.ts';

describe('the cart', () => {
  let seller: Merchant;
  let pot: Goods;
  let cup: Goods;
  let ann: Buyer;

  beforeAll(async () => {
    seller = await shop();
    pot = await onSale(seller, { stock: 5 });
    cup = await onSale(await shop(), { price: 1999 });
    ann = await buyer();
  });

  it('takes goods in, groups them by shop with live totals, changes quantities and lets go [CRT-01] [CRT-03]', async () => {
    await fill(ann, [pot, 1], [cup, 2], [pot, 1]);
    const { shops, items, changes } = await ann.call('GET /shop/v1/cart', {});
    expect(shops.map(({ lines, items: subtotal }) => [lines.map(({ skuId, quantity }) => [skuId, quantity]), subtotal]))
      .toEqual([
        [[[pot.skuId, 2]], brl(11780)],
        [[[cup.skuId, 2]], brl(3998)],
      ]);
    expect([items, changes]).toEqual([brl(15778), []]);
    const lineId = shops[0]!.lines[0]!.lineId;
    await ann.call('PATCH /shop/v1/cart/lines/{lineId}', { lineId, quantity: 3 });
    expect((await ann.call('GET /shop/v1/cart', {})).items).toEqual(brl(21668));
    const { lines } = await ann.call('DELETE /shop/v1/cart/lines/{lineId}', { lineId });
    expect(lines.map(({ skuId }) => skuId)).toEqual([cup.skuId]);
    expect(await refusal(ann.call('DELETE /shop/v1/cart/lines/{lineId}', { lineId }))).toBe('not-found');
    expect(await ann.call('DELETE /shop/v1/cart', {})).toEqual({ lines: [] });
    expect(await ann.call('GET /shop/v1/cart', {})).toEqual({ shops: [], changes: [] });
  });

  it('says what has changed since it was filled [CRT-02]', async () => {
    const changing = await onSale(seller, { stock: 3 });
    await fill(ann, [changing, 3]);
    await seller.call('PUT /merchant/v1/listings/{listingId}/skus/{skuId}/price', { ...changing, price: brl(4990) });
    await seller.call('PUT /merchant/v1/listings/{listingId}/skus/{skuId}/stock', {
      ...changing,
      available: 2,
      reason: 'one broke',
    });
    const kinds = async (): Promise<string[]> =>
      (await ann.call('GET /shop/v1/cart', {})).changes.map(({ kind }) => kind);
    expect(await kinds()).toEqual(['quantity-limited', 'price-changed']);
    await seller.call('PUT /merchant/v1/listings/{listingId}/skus/{skuId}/stock', {
      ...changing,
      available: 0,
      reason: 'all broke',
    });
    expect(await kinds()).toEqual(['out-of-stock', 'price-changed']);
    await seller.call('POST /merchant/v1/listings/{listingId}/off-shelf', { listingId: changing.listingId });
    expect(await kinds()).toEqual(['off-sale']);
    expect(await refusal(ann.call('POST /shop/v1/cart/lines', { skuId: changing.skuId, quantity: 1 }, key()))).toBe(
      'offer-gone',
    );
    expect((await ann.call('GET /shop/v1/cart', {})).items).toEqual(brl(0));
    await ann.call('DELETE /shop/v1/cart', {});
  });

  it('says when a shop is closed [CRT-02]', async () => {
    const closing = await shop();
    await fill(ann, [await onSale(closing), 1]);
    await (await theAdmin()).call('POST /operator/v1/merchants/{merchantId}/suspend', {
      merchantId: closing.merchantId,
      reason: 'test',
    }, key());
    expect((await ann.call('GET /shop/v1/cart', {})).changes).toMatchObject([{ kind: 'merchant-closed' }]);
    expect(
      await refusal(
        ann.call(
          'POST /shop/v1/orders',
          { addressId: ann.addressId, paymentMethod: 'card', expectedTotal: brl(0) },
          key(),
        ),
      ),
    ).toBe('offer-gone');
    await ann.call('DELETE /shop/v1/cart', {});
  });

  it('holds one currency, sane quantities and no more lines than one order can [CRT-01]', async () => {
    const ben = await buyer();
    const add = (skuId: string, quantity: number) => ben.call('POST /shop/v1/cart/lines', { skuId, quantity }, key());
    for (const quantity of [0, -1, 1000, 1.5]) expect(await refusal(add(pot.skuId, quantity))).toBe('invalid-input');
    await add(pot.skuId, 999);
    expect(await refusal(add(pot.skuId, 1))).toBe('too-much-at-once');
    const foreign = await onSaleIn('CNY');
    expect(await refusal(add(foreign, 1))).toBe('currency-mixed');
  });

  const onSaleIn = async (currency: 'CNY'): Promise<string> => {
    const { call } = await merchant({ currency });
    const { categoryId } = await seller.call('GET /merchant/v1/listings/{listingId}', { listingId: pot.listingId });
    const { listingId, skus } = await call('POST /merchant/v1/listings', {
      title: { zh: '茶杯' },
      description: { zh: '手工' },
      categoryId,
      shipsWithinDays: 1,
      skus: [{ code: 'CUP', price: { amount: 9900, currency }, weight: 200 }],
    }, key());
    const { submittedAt } = await call('POST /merchant/v1/listings/{listingId}/submission', { listingId });
    await (await theReviewer()).call('POST /operator/v1/listing-reviews/{listingId}/approval', {
      listingId,
      submittedAt: submittedAt!,
      comment: 'Good.',
    });
    return skus[0]!.skuId;
  };
});
