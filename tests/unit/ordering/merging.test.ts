import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyCart, type Cart } from '../../../shared/ordering/cart.ts';
import { mergeCarts } from '../../../shared/ordering/merging.ts';
import { maxMerchants, maxQuantity } from '../../../shared/ordering/policy.ts';
import { brl, buyerId, cartOf, merchant, newId, offer } from './samples.ts';

const shop = merchant();
const pot = offer(shop.id);
const marketOf = (offers: readonly (typeof pot)[], left: number | undefined) => ({
  offers: new Map(offers.map((one) => [one.skuId, one])),
  available: new Map(left === undefined ? [] : offers.map(({ skuId }) => [skuId, left])),
});
const joined = (cart: Cart | undefined, wanted: number, left: number | undefined, of = pot) =>
  mergeCarts(cart, buyerId, [{ skuId: of.skuId, quantity: wanted }], marketOf([of], left), newId);

describe('what was chosen before signing in', () => {
  it('is added up to the stock and to what a line holds, and takes nothing away [CRT-07]', () => {
    const units = fc.integer({ min: 1, max: maxQuantity });
    fc.assert(fc.property(units, units, fc.integer({ min: 0, max: 2 * maxQuantity }), (had, wanted, left) => {
      const { change, joined: [told] } = joined(cartOf({ offer: pot, quantity: had }), wanted, left);
      const now = change?.after.lines[0]!.quantity ?? had;
      expect(now).toBeGreaterThanOrEqual(had);
      expect(now).toBeLessThanOrEqual(Math.max(had, Math.min(left, maxQuantity)));
      expect(now === had + wanted).toBe(told!.outcome === 'added');
      expect(told).toMatchObject({ wanted, added: now - had, quantity: now });
    }));
  });

  it('begins the cart of an account that had none, and changes nothing where nothing joins', () => {
    expect(joined(undefined, 2, 5).change).toMatchObject({ before: null, after: { lines: [{ quantity: 2 }] } });
    expect(joined(emptyCart(buyerId), 2, 0)).toMatchObject({ change: undefined, joined: [{ outcome: 'sold-out' }] });
  });

  const full = cartOf(...Array.from({ length: maxMerchants }, () => ({ offer: offer(merchant().id), quantity: 1 })));
  it.each([
    ['sold no more', undefined, offer(shop.id, { onSale: false }), 5, 'gone'],
    ['without any stock', undefined, pot, undefined, 'sold-out'],
    [
      'of another currency',
      cartOf({ offer: offer(shop.id, { price: { amount: 1, currency: 'CNY' } }), quantity: 1 }),
      pot,
      5,
      'currency-mixed',
    ],
    ['of one shop too many', full, offer(merchant().id, { price: brl(1) }), 5, 'cart-too-large'],
  ])('stays out when it is %s, and says so', (_, cart, of, left, outcome) => {
    expect(joined(cart, 1, left, of)).toMatchObject({ change: undefined, joined: [{ outcome, added: 0 }] });
  });
});
