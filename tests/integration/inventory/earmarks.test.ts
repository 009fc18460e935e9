import { ulid } from 'ulid';
import { beforeAll, describe, expect, it } from 'vitest';
import { after, days, instant } from '../../../shared/kernel/values/clock.ts';
import { deliver, now, redrive, settled } from '../../support/control.ts';
import { refusals } from '../../support/listings.ts';
import type { Merchant } from '../../support/merchants.ts';
import { key, refusal, staff } from '../../support/people.ts';
import { buyer, fill, home, onSale, place, shop, stockOf, type Goods } from '../../support/shopping.ts';

let one: Merchant;
/** Later than any other test moves the clock. */
let until: string;
beforeAll(async () => {
  one = await shop();
  until = after(instant((await now()).getTime()), days(390));
});

const setAside = (quantity: number, ...goods: readonly Goods[]) =>
  one.call('POST /merchant/v1/earmarks', {
    purpose: 'Double Twelve',
    lines: goods.map(({ skuId }) => ({ skuId, quantity })),
    until,
  }, key());
const giveBack = (earmarkId: string, by: Pick<Merchant, 'call'> = one) =>
  by.call('POST /merchant/v1/earmarks/{earmarkId}/end', { earmarkId });
/** Its time has come, as the sweep says it. */
const end = (earmarkId: string) =>
  deliver('inventory/end-earmark', { detail: { id: ulid(), dueAt: until, payload: { earmarkId } } });
const units = async ({ skuId }: Goods) => {
  const { available, held, earmarked } = await one.call('GET /merchant/v1/skus/{skuId}/stock', { skuId });
  return { available, held, earmarked };
};

describe('stock that is set aside for a campaign', () => {
  it('cannot be bought until it is given back, and that happens once [INV-13] [INV-01]', async () => {
    const [pot, cup, ann] = [await onSale(one, { stock: 5 }), await onSale(one, { stock: 4 }), await buyer()];
    const { addressId } = ann;
    await fill(ann, [pot, 2]);
    const { total: expectedTotal } = await ann.call('POST /shop/v1/checkout/preview', { addressId });
    const { earmarkId, state } = await setAside(4, pot, cup);
    expect(state).toBe('set-aside');
    expect(await units(pot)).toEqual({ available: 1, held: 0, earmarked: 4 });
    const asSeen = { addressId, paymentMethod: 'card', paymentToken: 'tok_visa', expectedTotal } as const;
    expect(await refusal(ann.call('POST /shop/v1/orders', asSeen, key()))).toBe('out-of-stock');
    expect(await refusal(setAside(2, pot))).toBe('out-of-stock');
    const { items } = await one.call('GET /merchant/v1/earmarks', {});
    expect(items.find((each) => each.earmarkId === earmarkId)).toMatchObject({ purpose: 'Double Twelve', until });
    expect(await one.call('GET /merchant/v1/earmarks/{earmarkId}', { earmarkId })).toMatchObject({
      lines: [{ skuId: pot.skuId, quantity: 4 }, { skuId: cup.skuId, quantity: 4 }],
    });
    expect((await giveBack(earmarkId)).state).toBe('given-back');
    expect(await refusal(giveBack(earmarkId))).toBe('illegal-step');
    await end(earmarkId);
    expect([await units(pot), await units(cup)]).toEqual([
      { available: 5, held: 0, earmarked: 0 },
      { available: 4, held: 0, earmarked: 0 },
    ]);
    await place(ann, 'tok_visa');
    const { items: book } = await one.call('GET /merchant/v1/skus/{skuId}/stock-movements', { skuId: pot.skuId });
    expect(book.map(({ kind, quantity }) => [kind, quantity])).toEqual([
      ['take', 2],
      ['give-back', 4],
      ['earmark', 4],
      ['adjust', 5],
    ]);
  });

  it('is exact when orders, set-asides and two ends of each meet, in buckets and in warehouses [INV-13] [INV-01] [PLT-09]', async () => {
    const pot = await onSale(one, { stock: 14 });
    const { skuId } = pot;
    const { warehouseId: own } = (await one.call('GET /merchant/v1/warehouses', {})).items[0]!;
    const { warehouseId: other } = await one.call('POST /merchant/v1/warehouses', {
      name: { en: 'Second', zh: '二号仓' },
      address: { ...home, name: 'Second' },
    }, key());
    await setAside(2, pot);
    // Its units lie in warehouses from here on, those that are set aside as well.
    const lines = [{ skuId, sent: 3 }];
    const { transferId } = await one.call('POST /merchant/v1/transfers', { from: own, to: other, lines }, key());
    await one.call('POST /merchant/v1/transfers/{transferId}/receipt', {
      transferId,
      lines: [{ skuId, good: 3, damaged: 0 }],
    });
    await one.call('PUT /merchant/v1/skus/{skuId}/stock-buckets', { skuId, buckets: 3 });
    const crowd = await Promise.all(Array.from({ length: 4 }, buyer));
    await Promise.all(crowd.map((each) => fill(each, [pot, 2])));
    const outcomes = await Promise.allSettled([
      ...Array.from({ length: 4 }, () => setAside(3, pot)),
      ...crowd.map((each) => place(each, 'tok_visa')),
    ]);
    const ordered = outcomes.slice(4).filter(({ status }) => status === 'fulfilled').length;
    const kept = outcomes.slice(0, 4).filter(({ status }) => status === 'fulfilled').length;
    const { available, held, earmarked } = await units(pot);
    expect([held, earmarked]).toEqual([2 * ordered, 2 + 3 * kept]);
    expect(available).toBe(14 - held - earmarked);
    await settled();
    const { items } = await one.call('GET /merchant/v1/earmarks', {});
    const mine = items.filter(({ lines: [line], state }) => line!.skuId === skuId && state === 'set-aside');
    expect(mine).toHaveLength(1 + kept);
    await Promise.allSettled(mine.flatMap(({ earmarkId }) => [end(earmarkId), end(earmarkId), giveBack(earmarkId)]));
    expect(await units(pot)).toEqual({ available: 14 - held, held, earmarked: 0 });
    const shown = await one.call('GET /merchant/v1/skus/{skuId}/stock', { skuId });
    expect(shown.warehouses.reduce((sum, { onHand }) => sum + onHand, 0)).toBe(14);
    expect(await stockOf(one, pot)).toMatchObject({ available: 14 - held });
    // Warehouses, counters and book agree, says the nightly check.
    await redrive('inventory/check-shop-stock', ulid(), { merchantId: one.merchantId, date: '2026-11-29' });
    const operator = await staff('operator');
    const faults = operator.call('GET /operator/v1/stock-faults/{merchantId}', { merchantId: one.merchantId });
    expect(await refusal(faults)).toBe('not-found');
  });

  it('leaves its listing on the shelf, though to others it is sold out [INV-13] [CAT-16 part]', async () => {
    const pot = await onSale(one, { stock: 2 });
    const { listingId } = pot;
    await one.call('PUT /merchant/v1/listings/{listingId}/shelf-plan', { listingId, offWhenSoldOut: true }, key());
    const { earmarkId } = await setAside(2, pot);
    const look = async () => {
      await deliver('catalogue/turn-shelf', {
        detail: { id: ulid(), dueAt: instant((await now()).getTime()), payload: { listingId } },
      });
      return (await one.call('GET /merchant/v1/listings/{listingId}', { listingId })).state;
    };
    expect(await look()).toBe('on-sale');
    await giveBack(earmarkId);
    await one.call('POST /merchant/v1/skus/{skuId}/stock-adjustments', {
      skuId: pot.skuId,
      quantity: -2,
      reason: 'Broken',
    }, key());
    expect(await look()).toBe('off-shelf');
  });

  it("is the shop's own, and for a time that is to come [INV-13] [IAM-20]", async () => {
    const pot = await onSale(one, { stock: 3 });
    const { earmarkId } = await setAside(1, pot);
    const other = await shop();
    expect(
      await refusals(
        giveBack(earmarkId, other),
        other.call('GET /merchant/v1/earmarks/{earmarkId}', { earmarkId }),
        other.call('POST /merchant/v1/earmarks', {
          purpose: 'Mine',
          lines: [{ skuId: pot.skuId, quantity: 1 }],
          until,
        }, key()),
      ),
    ).toEqual(['not-found']);
    const nobody = await staff('merchant');
    expect(
      await refusals(
        giveBack(earmarkId, nobody),
        nobody.call('GET /merchant/v1/earmarks/{earmarkId}', { earmarkId }),
        nobody.call('GET /merchant/v1/earmarks', {}),
        nobody.call('POST /merchant/v1/earmarks', {
          purpose: 'Nobody',
          lines: [{ skuId: pot.skuId, quantity: 1 }],
          until,
        }, key()),
      ),
    ).toEqual(['no-shop']);
    expect(await refusal(one.call('GET /merchant/v1/earmarks', { cursor: 'eyJwayI6IngiLCJzayI6IngifQ' })))
      .toBe('invalid-cursor');
    const past = instant((await now()).getTime() - 1);
    expect(
      await refusals(
        one.call('POST /merchant/v1/earmarks', {
          purpose: 'Late',
          lines: [{ skuId: pot.skuId, quantity: 1 }],
          until: past,
        }, key()),
      ),
    ).toEqual(['invalid-input']);
    await giveBack(earmarkId);
  });
});
