import { beforeAll, describe, expect, it } from 'vitest';
import { refusals } from '../../support/listings.ts';
import type { Merchant } from '../../support/merchants.ts';
import { key, refusal, staff } from '../../support/people.ts';
import { brl, buy, buyer, home, onSale, shop } from '../../support/shopping.ts';

let one: Merchant;
beforeAll(async () => {
  one = await shop();
});

const costs = { costPerParcel: brl(900), costPer100Units: brl(4000) };
const add = (name: string, place: { country: string; region: string; city: string }, more = {}) =>
  one.call('POST /merchant/v1/warehouse-sites', { name, ...place, ...costs, ...more }, key());
const compare = () => one.call('GET /merchant/v1/warehouse-sites', {});
const { country, region, city } = home;

describe('sites of a warehouse', () => {
  it('are compared by what the shop has sold, and where to [INV-08]', async () => {
    expect(await compare()).toEqual({ orders: 0, items: [] });
    const [pot, ann] = [await onSale(one), await buyer()];
    const near = await add('Near its buyers', { country, region, city });
    const far = await add('Across the sea', { country: 'PT', region: '11', city: 'Lisboa' });
    expect((await compare()).items.map(({ score }) => score)).toEqual([undefined, undefined]);
    await buy(ann, [pot, 3]);
    const { orders, items } = await compare();
    expect(orders).toBe(1);
    expect(items.map(({ siteId }) => siteId)).toEqual([near.siteId, far.siteId]);
    expect(items[0]).toMatchObject({ distance: 100, unitsInRegion: 3, costPerOrder: brl(900 + 120) });
    expect(items[1]).toMatchObject({ distance: 0, demand: 0, unitsInRegion: 0 });
    expect(items[0]!.score).toBeGreaterThan(items[1]!.score!);
    await one.call('DELETE /merchant/v1/warehouse-sites/{siteId}', { siteId: far.siteId });
    expect((await compare()).items.map(({ siteId }) => siteId)).toEqual([near.siteId]);
  });

  it("are the shop's own, real, in its currency, and no more than can be compared [INV-08] [IAM-20]", async () => {
    const { siteId } = await add('Mine', { country, region, city });
    const [other, nobody] = [await shop(), await staff('merchant')];
    const drop = ({ call }: Pick<Merchant, 'call'>) => call('DELETE /merchant/v1/warehouse-sites/{siteId}', { siteId });
    expect(await refusal(drop(other))).toBe('not-found');
    expect((await other.call('GET /merchant/v1/warehouse-sites', {})).items).toEqual([]);
    expect(
      await refusals(
        drop(nobody),
        nobody.call('GET /merchant/v1/warehouse-sites', {}),
        nobody.call('POST /merchant/v1/warehouse-sites', { name: 'No', country, region, city, ...costs }, key()),
      ),
    ).toEqual(['no-shop']);
    const foreign = { costPerParcel: { amount: 1, currency: 'EUR' } } as const;
    expect(await refusal(add('Abroad', { country, region, city }, foreign))).toBe('currency-foreign');
    expect(await refusal(add('Nowhere', { country, region: 'Nowhere', city }))).toBe('invalid-input');
    const { items } = await compare();
    for (let left = 12 - items.length; left > 0; left -= 1) await add('One more', { country, region, city });
    expect(await refusal(add('Too many', { country, region, city }))).toBe('too-many-sites');
  });
});
