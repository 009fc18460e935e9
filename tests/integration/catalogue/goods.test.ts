import { ulid } from 'ulid';
import { beforeAll, describe, expect, it } from 'vitest';
import { hours, minutes, seconds } from '../../../shared/kernel/values/clock.ts';
import { pass, settled } from '../../support/control.ts';
import { Refused } from '../../../web/client.ts';
import { category, listed, stocked } from '../../support/listings.ts';
import { merchant, type Merchant } from '../../support/merchants.ts';
import { anyone, key, refusal, theAdmin } from '../../support/people.ts';
import { accept, bought, scanned } from '../../support/parcels.ts';
import { brl, buyer, shop as freightShop } from '../../support/shopping.ts';

const ids = ({ items }: { items: { listingId: string }[] }): string[] => items.map(({ listingId }) => listingId);
const priced = (price: number) => [{ code: ulid(), price: brl(price), weight: 500 }];

describe('lists of goods', () => {
  let shop: Merchant;
  let root: string;
  let leaf: string;
  /** On sale one after the other, at 30, 10 and 20. */
  let goods: string[];
  beforeAll(async () => {
    shop = await merchant();
    root = (await category()).categoryId;
    leaf = (await category({ parentId: root })).categoryId;
    goods = [];
    for (const price of [3000, 1000, 2000]) {
      goods.push((await listed(shop, { categoryId: leaf, skus: priced(price) })).listingId);
    }
  });
  const inOrderOf = (...places: number[]): string[] => places.map((place) => goods[place]!);
  const browse = anyone();

  it('show a category and those above it newest first, cheapest first and dearest first', async () => {
    for (const categoryId of [root, leaf]) {
      const sorted = async (sort?: 'newest' | 'price-up' | 'price-down') =>
        ids(await browse('GET /shop/v1/categories/{categoryId}/products', { categoryId, sort }));
      expect(await sorted()).toEqual(inOrderOf(2, 1, 0));
      expect(await sorted('newest')).toEqual(inOrderOf(2, 1, 0));
      expect(await sorted('price-up')).toEqual(inOrderOf(1, 2, 0));
      expect(await sorted('price-down')).toEqual(inOrderOf(0, 2, 1));
    }
  });

  it('page by cursor in each order, and take no cursor of another', async () => {
    const page = (sort: 'newest' | 'price-up', cursor?: string) =>
      browse('GET /shop/v1/categories/{categoryId}/products', { categoryId: leaf, sort, cursor, limit: 2 });
    const first = await page('price-up');
    expect(ids(first)).toEqual(inOrderOf(1, 2));
    expect(ids(await page('price-up', first.cursor))).toEqual(inOrderOf(0));
    expect(await refusal(page('newest', first.cursor))).toBe('invalid-cursor');
    expect(await refusal(browse('GET /shop/v1/products', { cursor: first.cursor }))).toBe('invalid-cursor');
  });

  it('show a shop, and the whole market, with the name of the shop and the lowest price', async () => {
    const ofShop = await browse('GET /shop/v1/shops/{merchantId}/products', {
      merchantId: shop.merchantId,
      sort: 'price-up',
      locale: 'en',
    });
    expect(ids(ofShop)).toEqual(inOrderOf(1, 2, 0));
    const { name } = await browse('GET /shop/v1/shops/{merchantId}', { merchantId: shop.merchantId });
    expect(ofShop.items[0]).toMatchObject({ shopName: name.en, priceFrom: brl(1000), title: 'Clay pot' });
    const market = await browse('GET /shop/v1/products', { limit: 100, locale: 'zh' });
    expect(ids(market).filter((one) => goods.includes(one))).toEqual(inOrderOf(2, 1, 0));
    expect(market.items.find(({ listingId }) => listingId === goods[0])).toMatchObject({ title: '陶罐' });
    const first = await browse('GET /shop/v1/products', { limit: 1 });
    expect(ids(await browse('GET /shop/v1/products', { limit: 1, cursor: first.cursor }))).not.toEqual(ids(first));
    expect(
      await refusal(
        browse('GET /shop/v1/shops/{merchantId}/products', { merchantId: shop.merchantId, cursor: 'x' }),
      ),
    ).toBe('invalid-cursor');
  });

  it('follow a price, leave out what is taken off, and whose shop may not sell', async () => {
    const one = await merchant();
    const { categoryId } = await category();
    const [dear, cheap] = [
      await listed(one, { categoryId, skus: priced(3000) }),
      await listed(one, { categoryId, skus: priced(2000) }),
    ];
    const lists = async () => {
      const [cheapestFirst, ofShop, market] = await Promise.all([
        browse('GET /shop/v1/categories/{categoryId}/products', { categoryId, sort: 'price-up' }),
        browse('GET /shop/v1/shops/{merchantId}/products', { merchantId: one.merchantId, sort: 'price-down' }),
        browse('GET /shop/v1/products', { limit: 100 }),
      ]);
      return [
        ids(cheapestFirst),
        ids(ofShop),
        ids(market).filter((id) => id === dear.listingId || id === cheap.listingId),
      ];
    };
    expect(await lists()).toEqual([
      [cheap.listingId, dear.listingId],
      [dear.listingId, cheap.listingId],
      [cheap.listingId, dear.listingId],
    ]);
    await one.call('PUT /merchant/v1/listings/{listingId}/skus/{skuId}/price', {
      listingId: dear.listingId,
      skuId: dear.skus[0]!.skuId,
      price: brl(1500),
    });
    await settled();
    expect(await lists()).toEqual([
      [dear.listingId, cheap.listingId],
      [cheap.listingId, dear.listingId],
      [cheap.listingId, dear.listingId],
    ]);
    await one.call('POST /merchant/v1/listings/{listingId}/off-shelf', { listingId: cheap.listingId }, key());
    await settled();
    expect(await lists()).toEqual([[dear.listingId], [dear.listingId], [dear.listingId]]);
    await (await theAdmin()).call('POST /operator/v1/merchants/{merchantId}/suspend', {
      merchantId: one.merchantId,
      reason: 'Under review',
    }, key());
    await pass(seconds(11));
    expect(await lists()).toEqual([[], [], []]);
  });
});

describe('popular goods', () => {
  it('are those of which most was shipped lately, and lead what goes with a product of their category', async () => {
    const [seller, ann, { categoryId }] = [await freightShop(), await buyer(), await category()];
    const other = await listed(seller, { categoryId, skus: priced(100) });
    const sells = async (quantity: number) => {
      const one = await listed(seller, { categoryId, skus: priced(100) });
      await stocked(seller, one, 50);
      const skuId = one.skus[0]!.skuId;
      const { waybill, carrier } = await accept(
        seller,
        await bought(ann, { listingId: one.listingId, skuId }, quantity),
      );
      await scanned(carrier as 'swift' | 'postal', waybill!, 'picked-up');
      return one.listingId;
    };
    const [some, most, more] = [await sells(1), await sells(40), await sells(2)];
    const idle = await listed(seller, { categoryId, skus: priced(100) });
    const browse = anyone();
    const shown = async () => ids(await browse('GET /shop/v1/products/popular', { limit: 100 }));
    const related = async (listingId: string) =>
      ids(await browse('GET /shop/v1/products/{listingId}/related', { listingId }));
    const ours = (all: string[]) => all.filter((one) => [some, most, more, `${other.listingId}`].includes(one));
    expect(ours(await shown())).toEqual([]);
    await pass(hours(1) + minutes(1));
    expect(ours(await shown())).toEqual([most, more, some]);
    expect(await related(other.listingId)).toEqual([most, more, some, idle.listingId]);
    expect(await related(most)).toEqual([more, some, idle.listingId, other.listingId]);
    const { cursor } = await browse('GET /shop/v1/products/popular', { limit: 1 });
    expect(ids(await browse('GET /shop/v1/products/popular', { limit: 1, cursor }))).not.toContain(most);
    expect(await refusal(browse('GET /shop/v1/products/popular', { cursor: 'x' }))).toBe('invalid-cursor');
    expect(await refusal(related('lst_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A'))).toBe('not-found');

    await seller.call('POST /merchant/v1/listings/{listingId}/off-shelf', { listingId: most }, key());
    await settled();
    expect(ours(await shown())).toEqual([more, some]);
    expect(await related(other.listingId)).toEqual([more, some, idle.listingId]);
  });
});

describe('what is gone', () => {
  const browse = anyone();
  const refused = async (request: Promise<unknown>) => {
    const error = await request.catch((one: unknown) => one);
    if (!(error instanceof Refused)) throw new Error('It was not refused');
    const { status, code, see } = error.problem;
    return { status, code, see };
  };

  it('says so, and what to look at instead: of a product its category, of a category the one above', async () => {
    const [{ call: operate }, one, root] = [await theAdmin(), await merchant(), await category()];
    const leaf = await category({ parentId: root.categoryId });
    const look = (listingId: string) => browse('GET /shop/v1/products/{listingId}', { listingId });
    const { listingId } = await listed(one, { categoryId: leaf.categoryId });
    expect(await look(listingId)).toMatchObject({ listingId, state: 'sold-out' });
    await one.call('POST /merchant/v1/listings/{listingId}/off-shelf', { listingId }, key());
    await settled();
    const gone = { status: 410, code: 'gone', see: leaf.categoryId };
    expect(await refused(look(listingId))).toEqual(gone);
    await one.call('POST /merchant/v1/listings/{listingId}/archive', { listingId }, key());
    await settled();
    expect(await refused(look(listingId))).toEqual(gone);

    const show = (categoryId: string) => browse('GET /shop/v1/categories/{categoryId}', { categoryId });
    for (const { categoryId } of [leaf, root]) {
      await operate('POST /operator/v1/categories/{categoryId}/archive', { categoryId }, key());
    }
    expect(await refused(show(leaf.categoryId))).toEqual({ status: 410, code: 'gone', see: root.categoryId });
    expect(await refused(show(root.categoryId))).toEqual({ status: 410, code: 'gone', see: undefined });
    expect(await refused(show('cat_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A'))).toMatchObject({ status: 404 });
  });
});
