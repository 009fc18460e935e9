import { describe, expect, it } from 'vitest';
import { merchant } from '../../support/merchants.ts';
import { category, listed, refusals } from '../../support/listings.ts';
import { minutes } from '../../../shared/kernel/values/clock.ts';
import { pass, settled } from '../../support/control.ts';
import { anyone, key, refusal, theAdmin } from '../../support/people.ts';

describe('the category tree', () => {
  it("is the operator's, and everybody's to see in their language [CAT-06]", async () => {
    const root = await category({ name: { en: 'Home', zh: '家居' } });
    const leaf = await category({ parentId: root.categoryId });
    expect(leaf).toMatchObject({
      path: [root.categoryId, leaf.categoryId],
      leaf: true,
      state: 'active',
      rates: [{ basisPoints: 1000 }],
    });
    const tree = async (locale: 'zh' | 'en') => (await anyone()('GET /shop/v1/categories', { locale })).categories;
    expect((await tree('zh')).find(({ categoryId }) => categoryId === root.categoryId)).toMatchObject({
      name: '家居',
      level: 1,
      leaf: false,
    });
    expect((await tree('en')).find(({ categoryId }) => categoryId === leaf.categoryId)).toMatchObject({
      name: 'Pots',
      level: 2,
      leaf: true,
      parentId: root.categoryId,
    });
    expect(await anyone()('GET /shop/v1/categories/{categoryId}', { categoryId: leaf.categoryId })).toMatchObject({
      name: { en: 'Pots', zh: '陶罐' },
    });
  });

  it('grows no deeper than five levels, and gives up only what is empty [CAT-06]', async () => {
    const { call } = await theAdmin();
    let parentId: string | undefined;
    const chain = [];
    for (let level = 0; level < 5; level += 1) {
      const { categoryId } = await category({ parentId });
      chain.push(categoryId);
      parentId = categoryId;
    }
    expect(await refusal(category({ parentId }))).toBe('category-too-deep');
    expect(await refusal(call('POST /operator/v1/categories/{categoryId}/archive', { categoryId: chain[0]! }, key())))
      .toBe('category-in-use');
    expect(await call('POST /operator/v1/categories/{categoryId}/archive', { categoryId: chain[4]! }, key()))
      .toMatchObject({ state: 'archived' });
    expect(await refusal(call('POST /operator/v1/categories/{categoryId}/archive', { categoryId: chain[4]! }, key())))
      .toBe('illegal-step');
    expect(await refusal(category({ parentId: chain[4]! }))).toBe('category-unknown');
    expect(await refusal(category({ parentId: 'cat_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A' }))).toBe('not-found');
    expect(await call('GET /operator/v1/categories/{categoryId}', { categoryId: chain[3]! })).toMatchObject({
      leaf: true,
    });
  });

  it('takes products along when a category moves [CAT-06] [SRC-02]', async () => {
    const { call } = await theAdmin();
    const [from, to] = [await category(), await category()];
    const leaf = await category({ parentId: from.categoryId });
    const { listingId } = await listed(await merchant(), { categoryId: leaf.categoryId });
    const found = async (categoryId: string) =>
      (await anyone()('GET /shop/v1/categories/{categoryId}/products', { categoryId })).items.map((item) =>
        item.listingId
      );
    expect([await found(from.categoryId), await found(leaf.categoryId), await found(to.categoryId)]).toEqual([
      [listingId],
      [listingId],
      [],
    ]);
    await call('PUT /operator/v1/categories/{categoryId}/parent', {
      categoryId: leaf.categoryId,
      parentId: to.categoryId,
    }, key());
    await settled();
    expect([await found(from.categoryId), await found(leaf.categoryId), await found(to.categoryId)]).toEqual([[], [
      listingId,
    ], [listingId]]);
    expect(
      await refusal(
        call('PUT /operator/v1/categories/{categoryId}/parent', {
          categoryId: to.categoryId,
          parentId: leaf.categoryId,
        }, key()),
      ),
    ).toBe('category-unknown');
  });

  it('is kept by those who show it, and shows a change at once all the same', async () => {
    const { call } = await theAdmin();
    const { categoryId } = await category({ name: { en: 'Cups' } });
    const shown = async () =>
      (await anyone()('GET /shop/v1/categories', { locale: 'en' })).categories.find((one) =>
        one.categoryId === categoryId
      );
    await pass(minutes(2));
    expect(await shown()).toMatchObject({ name: 'Cups' });
    expect(await shown()).toMatchObject({ name: 'Cups' });
    await call('PATCH /operator/v1/categories/{categoryId}', { categoryId, name: { en: 'Bowls' } }, key());
    expect(await shown()).toMatchObject({ name: 'Bowls' });
    await pass(minutes(2));
    expect(await shown()).toMatchObject({ name: 'Bowls' });
  });

  it('has a commission rate from a day on, and names that change [CAT-06]', async () => {
    const { call } = await theAdmin();
    const { categoryId } = await category();
    const renamed = await call(
      'PATCH /operator/v1/categories/{categoryId}',
      { categoryId, name: { en: 'Jars' } },
      key(),
    );
    expect(renamed.name).toEqual({ en: 'Jars' });
    const raised = await call('POST /operator/v1/categories/{categoryId}/rates', {
      categoryId,
      basisPoints: 1200,
      from: '2036-01-01T00:00:00.000Z',
    }, key());
    expect(raised.rates.map(({ basisPoints }) => basisPoints)).toEqual([1000, 1200]);
    expect(
      await refusal(
        call('POST /operator/v1/categories/{categoryId}/rates', {
          categoryId,
          basisPoints: 1,
          from: '2020-01-01T00:00:00.000Z',
        }, key()),
      ),
    ).toBe('rate-in-the-past');
  });

  it('moves only what one transaction can hold, and refuses what does not exist [CAT-06]', async () => {
    const { call } = await theAdmin();
    const { categoryId } = await category();
    for (let n = 0; n < 98; n += 1) await category({ parentId: categoryId });
    const chain = [await category()];
    for (let level = 1; level < 4; level += 1) chain.push(await category({ parentId: chain.at(-1)!.categoryId }));
    const move = (parentId: string) =>
      call('PUT /operator/v1/categories/{categoryId}/parent', { categoryId, parentId }, key());
    expect(await refusal(move(chain[0]!.categoryId))).toBe('too-much-at-once');
    expect(await refusal(move(chain[3]!.categoryId))).toBe('category-too-deep');
    const missing = { categoryId: 'cat_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A' };
    expect(
      await refusals(
        call('PUT /operator/v1/categories/{categoryId}/parent', missing, key()),
        call('PATCH /operator/v1/categories/{categoryId}', missing, key()),
        call('POST /operator/v1/categories/{categoryId}/archive', missing, key()),
        call('GET /operator/v1/categories/{categoryId}', missing),
        call('POST /operator/v1/categories/{categoryId}/rates', { ...missing, basisPoints: 1 }, key()),
        anyone()('GET /shop/v1/categories/{categoryId}', missing),
      ),
    ).toEqual(['not-found']);
    expect(await refusal(call('POST /operator/v1/categories', { name: { en: 'Pots' }, commissionRate: 1000 }))).toBe(
      'idempotency-key-missing',
    );
  });
});
