import { beforeAll, describe, expect, it } from 'vitest';
import { category, listed, stocked, type Receipt } from '../../support/listings.ts';
import { merchant, type Merchant } from '../../support/merchants.ts';
import { anyone, key, refusal } from '../../support/people.ts';
import { settled } from '../../support/control.ts';
import { brl } from '../../support/shopping.ts';
import { ulid } from 'ulid';

let seller: Merchant;
let pots: Receipt[];

beforeAll(async () => {
  seller = await merchant();
  const { categoryId } = await category({
    attributes: [{ key: 'glaze', name: { en: 'Glaze', zh: '釉' }, type: 'text', required: false }],
  });
  pots = [];
  for (
    const [glaze, ...prices] of [['Celadon', 1000], ['Celadon', 2000, 3000], ['Ash', 1500], ['Tin', 900], [
      'Salt',
      800,
    ]] as const
  ) {
    pots.push(
      await listed(seller, {
        title: { en: `${glaze} pot` },
        categoryId,
        attributes: { glaze },
        skus: prices.map((price, i) => ({
          code: ulid(),
          price: brl(price),
          weight: 500,
          specs: prices.length > 1 ? [{ name: { en: 'Size' }, value: { en: `${i + 1} l` } }] : [],
        })),
      }),
    );
  }
  await stocked(seller, pots[0]!, 3);
});

const compare = (...goods: string[]) => anyone()('GET /shop/v1/comparison', { goods: goods.join(','), locale: 'en' });

describe('a comparison', () => {
  it('puts attributes, options, prices and shops of up to four goods side by side [CAT-14]', async () => {
    const { goods, rows, alike } = await compare(pots[0]!.listingId, pots[1]!.listingId, pots[2]!.listingId);
    expect(goods).toMatchObject([
      { title: 'Celadon pot', state: 'on-sale', priceFrom: brl(1000), priceTo: brl(1000), shipsWithinDays: 3 },
      { title: 'Celadon pot', state: 'sold-out', priceFrom: brl(2000), priceTo: brl(3000) },
      { title: 'Ash pot', priceFrom: brl(1500), merchant: { merchantId: seller.merchantId, name: 'Blue Teapot' } },
    ]);
    expect(rows).toEqual([
      { name: 'Glaze', values: ['Celadon', 'Celadon', 'Ash'], differs: true },
      { name: 'Size', values: [null, '1 l, 2 l', null], differs: true },
    ]);
    expect(alike.map(({ title }) => title).toSorted()).toEqual(['Salt pot', 'Tin pot']);
    expect((await compare(pots[0]!.listingId, pots[1]!.listingId)).rows[0]).toMatchObject({ differs: false });
  });

  it('leaves out what is not on sale, and has each once, and four at the most', async () => {
    const { listingId } = pots[4]!;
    await seller.call('POST /merchant/v1/listings/{listingId}/off-shelf', { listingId }, key());
    await settled();
    const { goods } = await compare(
      listingId,
      pots[0]!.listingId,
      pots[0]!.listingId,
      'lst_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    );
    expect(goods.map((one) => one.listingId)).toEqual([pots[0]!.listingId]);
    expect(await compare(listingId)).toMatchObject({ goods: [], rows: [], alike: [] });
    expect(await refusal(compare(...pots.map((one) => one.listingId)))).toBe('invalid-input');
  });
});
