import { beforeAll, describe, expect, it } from 'vitest';
import { draft, listed, refusals, stocked } from '../../support/listings.ts';
import { merchant, type Merchant } from '../../support/merchants.ts';
import { key, refusal, staff } from '../../support/people.ts';

let one: Merchant;

beforeAll(async () => {
  one = await merchant();
});

const adjust = ({ call }: Merchant, skuId: string, quantity: number) =>
  call('POST /merchant/v1/skus/{skuId}/stock-adjustments', { skuId, quantity, reason: 'Broken' }, key());

describe('stock', () => {
  it('is set and adjusted with a reason, and every movement is kept [INV-01] [INV-02]', async () => {
    const receipt = await draft(one);
    const { skuId } = receipt.skus[0]!;
    expect(await stocked(one, receipt, 10)).toEqual({
      skuId,
      version: 1,
      available: 10,
      held: 0,
      sold: 0,
      earmarked: 0,
    });
    expect(await adjust(one, skuId, -3)).toMatchObject({ available: 7, version: 2 });
    expect(await stocked(one, receipt, 20)).toMatchObject({ available: 20, version: 3 });
    const { items } = await one.call('GET /merchant/v1/skus/{skuId}/stock-movements', { skuId });
    expect(items.map(({ kind, quantity, reason }) => [kind, quantity, reason])).toEqual([['adjust', 13, 'Counted'], [
      'adjust',
      -3,
      'Broken',
    ], ['adjust', 10, 'Counted']]);
    const rows = (await one.call('GET /merchant/v1/stock', {})).items;
    expect(rows.find((row) => row.skuId === skuId)).toMatchObject({ version: 3, available: 20, held: 0, sold: 0 });
  });

  it('never goes below zero, and refuses what was decided on an older version [INV-01] [INV-02] [PLT-09]', async () => {
    const receipt = await draft(one);
    const { skuId } = receipt.skus[0]!;
    await stocked(one, receipt, 2);
    expect(await refusal(adjust(one, skuId, -3))).toBe('out-of-stock');
    const set = { listingId: receipt.listingId, skuId, available: 5, reason: 'Counted' };
    const path = 'PUT /merchant/v1/listings/{listingId}/skus/{skuId}/stock';
    expect(await refusal(one.call(path, { ...set, version: 7 }, key()))).toBe('conflict');
    expect(await refusal(one.call(path, { ...set, available: -1 }, key()))).toBe('invalid-input');
    expect(await one.call(path, { ...set, version: 1 }, key())).toMatchObject({ available: 5, version: 2 });
  });

  it('loses no unit when many adjust it at once [INV-01] [PLT-09]', async () => {
    const receipt = await draft(one);
    const { skuId } = receipt.skus[0]!;
    await stocked(one, receipt, 10);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 15 }, () =>
        one.call('POST /merchant/v1/skus/{skuId}/stock-adjustments', {
          skuId,
          quantity: -1,
          reason: 'Sold at the counter',
        }, key())),
    );
    const taken = outcomes.filter(({ status }) => status === 'fulfilled').length;
    const { items } = await one.call('GET /merchant/v1/skus/{skuId}/stock-movements', { skuId, limit: 100 });
    expect(taken).toBeLessThanOrEqual(10);
    expect(items.filter(({ quantity }) => quantity < 0)).toHaveLength(taken);
    expect((await one.call('GET /merchant/v1/stock', {})).items.find((row) => row.skuId === skuId)).toMatchObject({
      available: 10 - taken,
    });
  });

  it('is listed under what the goods are called, once they have been on sale', async () => {
    const receipt = await listed(one);
    await stocked(one, receipt, 3);
    const rows = (await one.call('GET /merchant/v1/stock', {})).items;
    expect(rows.find(({ skuId }) => skuId === receipt.skus[0]!.skuId)).toMatchObject({
      listingId: receipt.listingId,
      title: { en: 'Clay pot', zh: '陶罐' },
      available: 3,
    });
  });

  it("is nobody's without a shop [IAM-20]", async () => {
    const { call } = await staff('merchant');
    const { listingId, skus } = await draft(one);
    const { skuId } = skus[0]!;
    expect(
      await refusals(
        call('PUT /merchant/v1/listings/{listingId}/skus/{skuId}/stock', {
          listingId,
          skuId,
          available: 1,
          reason: 'Counted',
        }),
        adjust({ ...one, call }, skuId, 1),
        call('GET /merchant/v1/stock', {}),
        call('GET /merchant/v1/skus/{skuId}/stock-movements', { skuId }),
      ),
    ).toEqual(['no-shop']);
  });

  it('refuses a cursor of another list, and an adjustment without its key', async () => {
    const receipt = await draft(one);
    const { skuId } = receipt.skus[0]!;
    await stocked(one, receipt, 1);
    const cursor = 'eyJwayI6IngiLCJzayI6IngifQ';
    expect(await refusal(one.call('GET /merchant/v1/stock', { cursor }))).toBe('invalid-cursor');
    expect(await refusal(one.call('GET /merchant/v1/skus/{skuId}/stock-movements', { skuId, cursor }))).toBe(
      'invalid-cursor',
    );
    expect(
      await refusal(
        one.call('POST /merchant/v1/skus/{skuId}/stock-adjustments', { skuId, quantity: 1, reason: 'Found' }),
      ),
    ).toBe('idempotency-key-missing');
  });

  it("is the shop's own [IAM-20]", async () => {
    const other = await merchant();
    const receipt = await draft(one);
    const { skuId } = receipt.skus[0]!;
    expect(await refusal(stocked(other, receipt, 1))).toBe('not-found');
    await stocked(one, receipt, 1);
    expect(await refusal(adjust(other, skuId, 1))).toBe('not-found');
    expect(await refusal(other.call('GET /merchant/v1/skus/{skuId}/stock-movements', { skuId }))).toBe('not-found');
    expect((await other.call('GET /merchant/v1/stock', {})).items).toEqual([]);
  });
});
