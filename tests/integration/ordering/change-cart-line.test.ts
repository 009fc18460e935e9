import { ulid } from 'ulid';
import { beforeAll, describe, expect, it } from 'vitest';
import { listed } from '../../support/listings.ts';
import type { Merchant } from '../../support/merchants.ts';
import { key, refusal } from '../../support/people.ts';
import { brl, buyer, fill, onSale, shop } from '../../support/shopping.ts';

const lineId = 'cln_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A';

describe('the cart', () => {
  let seller: Merchant;
  beforeAll(async () => {
    seller = await shop();
  });

  it('changes only what is in it, and only while it is sold [CRT-01]', async () => {
    const one = await buyer();
    const change = (line: string) =>
      refusal(one.call('PATCH /shop/v1/cart/lines/{lineId}', { lineId: line, quantity: 2 }));
    expect(await change(lineId)).toBe('not-found');
    expect(await refusal(one.call('POST /shop/v1/checkout/preview', {}))).toBe('cart-empty');
    const goods = await onSale(seller);
    await fill(one, [goods, 1]);
    expect(await change(lineId)).toBe('not-found');
    expect(await refusal(one.call('POST /shop/v1/checkout/preview', { addressId: 'adr_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A' })))
      .toBe('address-missing');
    await seller.call('POST /merchant/v1/listings/{listingId}/off-shelf', { listingId: goods.listingId });
    const { shops } = await one.call('GET /shop/v1/cart', {});
    expect(await change(shops[0]!.lines[0]!.lineId)).toBe('offer-gone');
  });

  it('holds as many lines as one order can, and keeps them when there is one too many [CRT-01]', async () => {
    const one = await buyer();
    const { skus } = await listed(seller, {
      skus: Array.from(
        { length: 25 },
        (_, i) => ({
          code: ulid(),
          price: brl(1000 + i),
          weight: 100,
          specs: [{ name: { en: 'Glaze' }, value: { en: `No. ${i}` } }],
        }),
      ),
    });
    for (const { skuId } of skus.slice(0, 24)) {
      await one.call('POST /shop/v1/cart/lines', { skuId, quantity: 1 }, key());
    }
    expect(await refusal(one.call('POST /shop/v1/cart/lines', { skuId: skus[24]!.skuId, quantity: 1 }, key()))).toBe(
      'cart-too-large',
    );
    expect((await one.call('GET /shop/v1/cart', {})).shops.flatMap(({ lines }) => lines)).toHaveLength(24);
  });
});
