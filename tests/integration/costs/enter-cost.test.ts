import { beforeAll, describe, expect, it } from 'vitest';
import { dateAfter } from '../../../shared/kernel/values/calendar.ts';
import type { Merchant } from '../../support/merchants.ts';
import { key, refusal, staff } from '../../support/people.ts';
import { today } from '../../support/settlement.ts';
import { brl, shop } from '../../support/shopping.ts';

describe('the costs of logistics of a shop', () => {
  let seller: Merchant;
  let date: string;
  let month: string;
  const lane = { from: { country: 'CN', region: 'Shanghai' }, to: { country: 'BR', region: 'SP' } };
  const freight = { kind: 'freight', lane, parcels: 10 } as const;
  const sums = async () => (await seller.call('GET /merchant/v1/cost-sums', { month })).items;

  beforeAll(async () => {
    seller = await shop();
    date = await today();
    month = date.slice(0, 7);
  });

  it('are entered once, in four groups, summed up by kind, carrier and lane, and struck with a reason [LOG-10]', async () => {
    const once = key();
    const swift = { ...freight, amount: brl(10_000), date, carrier: 'Swift' };
    const first = await seller.call('POST /merchant/v1/costs', swift, once);
    expect(await seller.call('POST /merchant/v1/costs', swift, once)).toEqual(first);
    expect(first).toMatchObject({ group: 'transport', state: 'counted' });
    for (
      const [kind, amount] of [
        ['fuel', 300],
        ['tolls', 200],
        ['packaging-material', 100],
        ['packaging-labour', 90],
        ['storage-rent', 5000],
        ['storage-management', 700],
        ['delivery-wages', 800],
        ['vehicle-depreciation', 60],
      ] as const
    ) await seller.call('POST /merchant/v1/costs', { kind, amount: brl(amount), date }, key());

    const wrong = await seller.call('POST /merchant/v1/costs', { kind: 'fuel', amount: brl(9999), date }, key());
    await seller.call('POST /merchant/v1/costs/{costId}/strike', { costId: wrong.costId, reason: 'Not ours' });
    expect(
      await refusal(
        seller.call('POST /merchant/v1/costs/{costId}/strike', { costId: wrong.costId, reason: 'Not ours' }),
      ),
    ).toBe('illegal-step');

    const { items } = await seller.call('GET /merchant/v1/costs', { month, limit: 100 });
    expect(items).toHaveLength(10);
    expect(items.find(({ costId }) => costId === wrong.costId)).toMatchObject({
      state: 'struck',
      struck: { reason: 'Not ours' },
    });
    expect(await sums()).toContainEqual({
      group: 'transport',
      kind: 'freight',
      carrier: 'Swift',
      lane: { from: { country: 'CN', region: 'SH' }, to: { country: 'BR', region: 'SP' } },
      amount: brl(10_000),
      entries: 1,
      parcels: 10,
    });
    expect((await sums()).find(({ kind }) => kind === 'fuel')).toMatchObject({ amount: brl(300), entries: 1 });

    const operator = await staff('operator');
    expect(
      await operator.call('GET /operator/v1/merchants/{merchantId}/cost-sums', {
        merchantId: seller.merchantId,
        month,
      }),
    ).toEqual({ items: await sums() });
    const shops = await operator.call('GET /operator/v1/shop-costs', { month, limit: 100 });
    expect(shops.items.find(({ merchantId }) => merchantId === seller.merchantId)).toEqual({
      merchantId: seller.merchantId,
      total: brl(17_250),
      transport: brl(10_500),
      packaging: brl(190),
      storage: brl(5700),
      delivery: brl(860),
    });
  });

  it('show where another carrier would have taken less [LOG-11]', async () => {
    await seller.call('POST /merchant/v1/costs', { ...freight, amount: brl(8000), date, carrier: 'Postal' }, key());
    expect(await seller.call('GET /merchant/v1/cost-savings', { month })).toMatchObject({
      items: [{ carrier: 'Swift', cheaperCarrier: 'Postal', parcels: 10, saving: brl(2000) }],
    });
  });

  it("are refused with what is wrong, and are nobody else's", async () => {
    const fuel = { kind: 'fuel', amount: brl(1), date } as const;
    expect(await refusal(seller.call('POST /merchant/v1/costs', { ...fuel, date: dateAfter(date, 1) }, key())))
      .toBe('invalid-input');
    expect(
      await refusal(
        seller.call('POST /merchant/v1/costs', { ...fuel, amount: { amount: 1, currency: 'CNY' } }, key()),
      ),
    ).toBe('currency-foreign');
    const { costId } = await seller.call('POST /merchant/v1/costs', fuel, key());
    const [other, shopless, operator] = [await shop(), await staff('merchant'), await staff('operator')];
    const strike = { costId, reason: 'mine' };
    expect(await refusal(other.call('POST /merchant/v1/costs/{costId}/strike', strike))).toBe('not-found');
    expect(await refusal(shopless.call('POST /merchant/v1/costs/{costId}/strike', strike))).toBe('no-shop');
    expect(await refusal(shopless.call('POST /merchant/v1/costs', fuel, key()))).toBe('no-shop');
    expect(await refusal(shopless.call('GET /merchant/v1/costs', {}))).toBe('no-shop');
    expect(await refusal(shopless.call('GET /merchant/v1/cost-sums', { month }))).toBe('no-shop');
    expect(await refusal(shopless.call('GET /merchant/v1/cost-savings', { month }))).toBe('no-shop');
    expect(await refusal(seller.call('GET /merchant/v1/costs', { cursor: 'none' }))).toBe('invalid-cursor');
    expect(await refusal(operator.call('GET /operator/v1/shop-costs', { month, cursor: 'none' })))
      .toBe('invalid-cursor');
  });
});
