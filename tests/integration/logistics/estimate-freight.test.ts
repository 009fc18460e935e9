import { beforeAll, describe, expect, it } from 'vitest';
import { settled } from '../../support/control.ts';
import type { Merchant } from '../../support/merchants.ts';
import { anyone, key, refusal } from '../../support/people.ts';
import { brl, onSale, shop, type Goods } from '../../support/shopping.ts';

describe('the freight of a product', () => {
  let seller: Merchant;
  let pot: Goods;
  beforeAll(async () => {
    seller = await shop();
    pot = await onSale(seller, { price: 5890, weight: 1550 });
    await settled();
  });
  const ask = (more: { quantity?: number; country?: string; region?: string } = {}) =>
    anyone()('GET /shop/v1/products/{listingId}/freight', { ...pot, country: 'BR', region: 'São Paulo', ...more });

  it('is what an order of these goods alone would cost, for anyone who says where to', async () => {
    expect(await ask()).toEqual({ delivery: 'priced', freight: brl(1000 + 2 * 250) });
    expect(await ask({ quantity: 3 })).toEqual({ delivery: 'priced', freight: brl(1000 + 5 * 250) });
    expect(await ask({ country: 'SG', region: '' })).toEqual({ delivery: 'none' });
  });

  it('is nothing from the threshold on, and not known where the shop answers each time', async () => {
    const zones = [{ country: 'BR', regions: ['SP'], base: brl(1000), perKg: brl(250) }];
    const set = (terms: object) =>
      seller.call('PUT /merchant/v1/freight-template', { mode: 'template', zones, ...terms });
    await set({ freeAbove: brl(10000) });
    expect(await ask()).toEqual({ delivery: 'priced', freight: brl(1500), freeAbove: brl(10000) });
    expect(await ask({ quantity: 2 })).toEqual({ delivery: 'priced', freight: brl(0), freeAbove: brl(10000) });
    expect(await ask({ region: 'RJ' })).toEqual({ delivery: 'none' });
    await set({ mode: 'quoted' });
    expect(await ask()).toEqual({ delivery: 'by-quote' });
  });

  it('is none of what nobody sells', async () => {
    const other = await onSale(seller);
    const { skuId } = other;
    const { listingId } = pot;
    const where = { country: 'BR', region: 'SP' };
    const estimate = (goods: Goods) => anyone()('GET /shop/v1/products/{listingId}/freight', { ...goods, ...where });
    expect(await refusal(estimate({ listingId, skuId }))).toBe('offer-gone');
    await seller.call('POST /merchant/v1/listings/{listingId}/off-shelf', { listingId: other.listingId }, key());
    expect(await refusal(estimate(other))).toBe('offer-gone');
  });
});
