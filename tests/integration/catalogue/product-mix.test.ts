import { describe, expect, it } from 'vitest';
import { hours } from '../../../shared/kernel/values/clock.ts';
import { pass, settled, until } from '../../support/control.ts';
import { category, listed } from '../../support/listings.ts';
import { key, refusal, staff } from '../../support/people.ts';
import { accept, bought, firstShipment } from '../../support/parcels.ts';
import { buyer, onSale, shop, theCategory } from '../../support/shopping.ts';

describe("the report of a shop's mix of products", () => {
  it('tells breadth, what sells elsewhere and is missing, and what is there twice, to the shop and the staff [CAT-18]', async () => {
    const [seller, other] = await Promise.all([shop(), shop()]);
    const [potsId, { categoryId: lampsId }] = [await theCategory(), await category()];
    const lamp = await listed(other, { title: { en: 'Lamp' }, categoryId: lampsId });
    const twin = { title: { en: 'Clay teapot' } };
    const mine = await onSale(seller);
    await Promise.all([listed(seller, twin), listed(seller, { title: { en: 'Cup' } })]);
    await other.call('PUT /merchant/v1/listings/{listingId}/skus/{skuId}/stock', {
      listingId: lamp.listingId,
      skuId: lamp.skus[0]!.skuId,
      available: 9,
      reason: 'opening',
    }, key());
    for (
      const [by, goods, units] of [[other, { listingId: lamp.listingId, skuId: lamp.skus[0]!.skuId }, 3], [
        seller,
        mine,
        2,
      ]] as const
    ) {
      const orderId = await bought(await buyer(), goods, units);
      await accept(by, orderId);
      await by.call(
        'POST /merchant/v1/shipments/{shipmentId}/hand-over',
        { shipmentId: firstShipment(orderId) },
        key(),
      );
    }
    await settled();
    await pass(hours(1));
    await Promise.all([seller, other].map((one) => one.signIn()));
    const mix = () => seller.call('GET /merchant/v1/product-mix', {});
    const report = await until(mix, ({ units }) => units === 2);
    expect(report).toMatchObject({ articles: 3, units: 2, slow: [], slowArticles: 0 });
    expect(report.breadth).toMatchObject([{ categoryId: potsId, articles: 3, share: 10_000, units: 2, unsold: 2 }]);
    expect(report.breadth[0]!.marketUnits).toBeGreaterThanOrEqual(2);
    expect(report.gaps).toContainEqual({ categoryId: lampsId, marketUnits: 3, shops: 1 });
    expect(report.duplicates).toMatchObject([{
      categoryId: potsId,
      alike: [{ title: twin.title }, { title: twin.title }],
    }]);

    const { merchantId } = seller;
    const support = await staff('support');
    expect((await support.call('GET /operator/v1/merchants/{merchantId}/product-mix', { merchantId })).breadth)
      .toEqual((await mix()).breadth);
    const nobody = { merchantId: 'mer_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A' };
    expect(await refusal(support.call('GET /operator/v1/merchants/{merchantId}/product-mix', nobody))).toBe(
      'not-found',
    );
    expect(await refusal((await staff('merchant')).call('GET /merchant/v1/product-mix', {}))).toBe('no-shop');
  });
});
