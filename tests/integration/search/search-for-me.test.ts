import { beforeAll, describe, expect, it } from 'vitest';
import { searchRanking } from '../../../shared/search/rulebooks.ts';
import { settled, until } from '../../support/control.ts';
import { category, listed, stocked, type Receipt } from '../../support/listings.ts';
import { anyone, key, refusal, theAdmin } from '../../support/people.ts';
import { buy, buyer, shop, type Buyer, type Goods } from '../../support/shopping.ts';
import type { Merchant } from '../../support/merchants.ts';

/** A word that is in no other test's goods. */
const mark = 'quillonade';

let sellers: Merchant[];
let hers: Receipt[];
let theirs: Receipt[];
let caps: string;
let ann: Buyer;
let bob: Buyer;

const goodsOf = ({ listingId, skus: [sku] }: Receipt): Goods => ({ listingId, skuId: sku!.skuId });
const everybodys = async (q = mark): Promise<string[]> =>
  (await anyone()('GET /shop/v1/search', { q, locale: 'en' })).items.map(({ listingId }) => listingId);
const mine = async (by: Buyer, asked: { sort?: 'newest'; limit?: number; cursor?: string } = {}) => {
  const found = await by.call('GET /shop/v1/search/mine', { q: mark, locale: 'en', ...asked });
  return { ...found, ids: found.items.map(({ listingId }) => listingId) };
};

beforeAll(async () => {
  [sellers, ann, bob] = await Promise.all([Promise.all([shop(), shop()]), buyer(), buyer()]);
  caps = (await category({ name: { en: 'Caps', zh: '帽子' } })).categoryId;
  const put = async (seller: Merchant, n: number): Promise<Receipt> => {
    const one = await listed(seller, {
      title: { en: `Woven ${mark} cap`, zh: `编织奎隆帽${n}` },
      categoryId: caps,
    });
    await stocked(seller, one, 5);
    return one;
  };
  hers = [await put(sellers[0]!, 1), await put(sellers[0]!, 2)];
  theirs = [await put(sellers[1]!, 3), await put(sellers[1]!, 4)];
  await settled();
  await until(() => everybodys(), (found) => found.length === 4);
});

describe('searching by habits', () => {
  it('moves up what a buyer has come back to, for nobody else, until he turns it off [SRC-06]', async () => {
    const before = await everybodys();
    expect(await mine(ann)).toMatchObject({ ids: before, personal: false });
    expect(await ann.call('GET /shop/v1/search/habits', {})).toEqual({ on: true, categories: [], tags: [] });

    // Of the shop whose goods stand last.
    const last = before.at(-1)!;
    const [shopOfLast, itsGoods] = hers.some(({ listingId }) => listingId === last)
      ? [sellers[0]!, hers]
      : [sellers[1]!, theirs];
    await ann.call('PUT /shop/v1/favourites/{listingId}', { listingId: last });
    const kept = await until(() => mine(ann), ({ personal }) => personal);
    expect(kept.ids.slice(0, 2).toSorted()).toEqual(itsGoods.map(({ listingId }) => listingId).toSorted());
    await buy(ann, [goodsOf(itsGoods[0]!), 1]);
    await settled();

    const bought = await mine(ann);
    expect(bought.ids.slice(0, 2).toSorted()).toEqual(itsGoods.map(({ listingId }) => listingId).toSorted());
    // All that is found is found, and counted, and by pages.
    const plain = await anyone()('GET /shop/v1/search', { q: mark, locale: 'en' });
    expect(bought.ids.toSorted()).toEqual(plain.items.map(({ listingId }) => listingId).toSorted());
    expect(bought.facets).toEqual(plain.facets);
    const first = await mine(ann, { limit: 3 });
    expect([...first.ids, ...(await mine(ann, { limit: 3, cursor: first.cursor! })).ids]).toEqual(bought.ids);
    // Whoever sorts by himself is not sorted for.
    expect(await mine(ann, { sort: 'newest' })).toMatchObject({ personal: false });
    // Everybody else sees what everybody saw, signed in or not.
    const after = await everybodys();
    expect((await mine(bob)).ids).toEqual(after);
    const { items } = await ann.call('GET /shop/v1/search', { q: mark, locale: 'en' });
    expect(items.map(({ listingId }) => listingId)).toEqual(after);
    expect(await bob.call('GET /shop/v1/search/habits', {})).toEqual({ on: true, categories: [], tags: [] });

    const known = await ann.call('GET /shop/v1/search/habits', { locale: 'en' });
    expect(known).toEqual({ on: true, categories: [{ categoryId: caps, name: 'Caps' }], tags: [] });
    for (const _ of [1, 2]) {
      expect(await ann.call('PUT /shop/v1/search/habits', { on: false }, key())).toEqual({ on: false });
    }
    expect(await ann.call('GET /shop/v1/search/habits', {})).toEqual({ on: false, categories: [], tags: [] });
    expect(await mine(ann)).toMatchObject({ ids: after, personal: false });
    // Nothing is learned while it is off.
    await buy(ann, [goodsOf(itsGoods[1]!), 1]);
    await settled();
    expect(await mine(ann)).toMatchObject({ personal: false });
    await ann.call('PUT /shop/v1/search/habits', { on: true }, key());
    expect(await mine(ann)).toMatchObject({ personal: false });

    // The staff sees what habits can do, and nobody's.
    const { call } = await theAdmin();
    const explained = async (merchantId?: string) =>
      (await call('GET /operator/v1/search/explanations', { q: mark, merchantId })).items;
    expect((await explained()).every(({ habits }) => habits === 0)).toBe(true);
    const [top] = await explained(shopOfLast.merchantId);
    expect(itsGoods.map(({ listingId }) => listingId)).toContain(top!.listingId);
    expect(top!.habits).toBeGreaterThan(0);
    expect(top!.habits).toBeLessThanOrEqual(searchRanking.byDefault.habits);
  });

  it('has cursors of its search, and takes the name of nobody else', async () => {
    expect(await refusal(mine(ann, { cursor: 'nonsense' }))).toBe('invalid-cursor');
    expect(await refusal(bob.call('GET /shop/v1/search/habits', { accountId: ann.accountId } as object))).toBe(
      'invalid-input',
    );
  });

  it('keeps what was turned off at the same moment as something was bought', async () => {
    const one = await buyer();
    await Promise.all([
      one.call('PUT /shop/v1/favourites/{listingId}', { listingId: hers[0]!.listingId }),
      one.call('PUT /shop/v1/search/habits', { on: false }, key()),
      one.call('PUT /shop/v1/favourites/{listingId}', { listingId: theirs[0]!.listingId }),
    ]);
    await settled();
    expect(await one.call('GET /shop/v1/search/habits', {})).toEqual({ on: false, categories: [], tags: [] });
  });

  it('finds Chinese names by pinyin and first letters, and suggests them', async () => {
    expect((await everybodys('kuilongmao')).toSorted()).toEqual((await everybodys()).toSorted());
    const { completions } = await anyone()('GET /shop/v1/search/suggestions', { q: 'kuilon' });
    expect(completions.some((text) => text.startsWith('奎隆'))).toBe(true);
  });
});
