import { describe, expect, it } from 'vitest';
import { key } from '../../support/people.ts';
import { buyer, fill, onSale, shop } from '../../support/shopping.ts';

describe('what a browser kept for somebody who had not signed in', () => {
  it('joins the cart once, up to the stock, and what became of each thing is said [CRT-07]', async () => {
    const [seller, ann] = [await shop(), await buyer()];
    const [pot, cup, gone] = [
      await onSale(seller),
      await onSale(seller, { price: 1999, stock: 3 }),
      await onSale(seller, { price: 990 }),
    ];
    await seller.call('POST /merchant/v1/listings/{listingId}/off-shelf', { listingId: gone.listingId });
    await fill(ann, [cup, 2]);
    const items = [{ skuId: pot.skuId, quantity: 2 }, { skuId: cup.skuId, quantity: 4 }, {
      skuId: gone.skuId,
      quantity: 1,
    }];
    const once = key();
    const { joined, lines } = await ann.call('POST /shop/v1/cart/merge', { items }, once);
    expect(joined.map(({ outcome, added }) => [outcome, added])).toEqual([['added', 2], ['fewer', 1], ['gone', 0]]);
    expect(lines.map(({ skuId, quantity }) => [skuId, quantity])).toEqual([[cup.skuId, 3], [pot.skuId, 2]]);
    // The answer was lost, and the browser sends it again.
    expect(await ann.call('POST /shop/v1/cart/merge', { items }, once)).toEqual({ joined, lines });
  });
});
