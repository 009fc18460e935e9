import { beforeAll, describe, expect, it } from 'vitest';
import { settled } from '../../support/control.ts';
import { key, refusal } from '../../support/people.ts';
import { brl, buyer, onSale, shop, type Buyer, type Goods } from '../../support/shopping.ts';
import type { Merchant } from '../../support/merchants.ts';

let seller: Merchant;
let ann: Buyer;
let goods: Goods[];

beforeAll(async () => {
  [seller, ann] = await Promise.all([shop(), buyer()]);
  goods = [await onSale(seller), await onSale(seller), await onSale(seller, { stock: 0 })];
  await settled();
});

const keep = (listingId: string, by = ann) => by.call('PUT /shop/v1/favourites/{listingId}', { listingId });
const kept = async (by = ann) => (await by.call('GET /shop/v1/favourites', { locale: 'en' })).items;

describe('favourites', () => {
  it('are added and removed, both safe to repeat, and listed newest first with what holds now, page by page [CAT-13]', async () => {
    const first = await keep(goods[0]!.listingId);
    expect(await keep(goods[0]!.listingId)).toEqual(first);
    await Promise.all([goods[1]!, goods[1]!].map(({ listingId }) => keep(listingId)));
    await keep(goods[2]!.listingId);
    expect((await kept()).map(({ listingId }) => listingId)).toEqual(
      goods.map(({ listingId }) => listingId).toReversed(),
    );

    const [listingId, skuId] = [goods[0]!.listingId, goods[0]!.skuId];
    await seller.call('PUT /merchant/v1/listings/{listingId}/skus/{skuId}/price', {
      listingId,
      skuId,
      price: brl(4890),
    });
    await seller.call('POST /merchant/v1/listings/{listingId}/off-shelf', { listingId: goods[1]!.listingId }, key());
    await settled();
    expect(await kept()).toMatchObject([
      { listingId: goods[2]!.listingId, state: 'sold-out', priceFrom: brl(5890) },
      { listingId: goods[1]!.listingId, state: 'gone', title: 'Clay teapot', priceFrom: brl(5890) },
      { listingId, state: 'on-sale', priceFrom: brl(4890), cheaperBy: brl(1000) },
    ]);

    const page = await ann.call('GET /shop/v1/favourites', { limit: 2 });
    const rest = await ann.call('GET /shop/v1/favourites', { limit: 2, cursor: page.cursor });
    expect([...page.items, ...rest.items].map((one) => one.listingId)).toEqual(
      (await kept()).map((one) => one.listingId),
    );

    for (const _ of [1, 2]) {
      await ann.call('DELETE /shop/v1/favourites/{listingId}', { listingId: goods[1]!.listingId });
    }
    expect(await kept()).toHaveLength(2);
  });

  it("are one's own, and of what is on sale [IAM-20]", async () => {
    const bob = await buyer();
    expect(await kept(bob)).toEqual([]);
    await bob.call('DELETE /shop/v1/favourites/{listingId}', { listingId: goods[2]!.listingId });
    expect((await kept()).some(({ listingId }) => listingId === goods[2]!.listingId)).toBe(true);
    expect(await refusal(keep('lst_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A'))).toBe('not-found');
    expect(await refusal(ann.call('GET /shop/v1/favourites', { cursor: 'x' }))).toBe('invalid-cursor');
  });
});
