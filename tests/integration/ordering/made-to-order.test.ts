import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { days } from '../../../shared/kernel/values/clock.ts';
import { settled } from '../../support/control.ts';
import { listed, ring, stocked } from '../../support/listings.ts';
import { upload, type Merchant } from '../../support/merchants.ts';
import { anyone, key, refusal, staff } from '../../support/people.ts';
import { brl, buyer, shop, type Buyer } from '../../support/shopping.ts';

describe('goods that are made to order', () => {
  let seller: Merchant;
  let ann: Buyer;
  let listingId: string;
  let skuId: string;

  beforeAll(async () => {
    [seller, ann] = await Promise.all([shop(), buyer()]);
    const receipt = await listed(seller, { title: { en: 'Ring', zh: '戒指' }, madeToOrder: ring });
    await stocked(seller, receipt, 20);
    listingId = receipt.listingId;
    skuId = receipt.skus[0]!.skuId;
  });

  const put = (answers?: Record<string, string>, one = ann) =>
    one.call('POST /shop/v1/cart/lines', {
      skuId,
      quantity: 1,
      ...(answers && { answers: Object.entries(answers).map(([option, value]) => ({ option, value })) }),
    }, key());

  /** A picture that a buyer has uploaded, and what came of looking into it. */
  const send = async (bytes: Uint8Array<ArrayBuffer>, one = ann) => {
    const { imageId, upload: ticket } = await one.call('POST /shop/v1/option-pictures', {
      contentType: 'image/png',
      sha256: createHash('sha256').update(bytes).digest('base64'),
    });
    const check = () => one.call('POST /shop/v1/option-pictures/{imageId}/check', { imageId });
    expect(await refusal(check())).toBe('not-found');
    expect((await upload(ticket, bytes)).ok).toBe(true);
    return { imageId, checked: await check() };
  };
  const picture = new Uint8Array(readFileSync(new URL('../../fixtures/pictures/alpha.png', import.meta.url)));

  it('say what their buyer decides, and when they leave with the days of making them [CAT-20]', async () => {
    const shown = await anyone()('GET /shop/v1/products/{listingId}', { listingId, locale: 'zh' });
    expect(shown.delivery).toEqual({ shipsWithinDays: 17 });
    expect(shown.madeToOrder).toEqual({
      productionDays: 14,
      options: [
        { kind: 'text', code: 'NAME', name: '刻字', required: false, longest: 12 },
        {
          kind: 'choice',
          code: 'METAL',
          name: '材质',
          required: true,
          choices: [{ code: 'SILVER', name: '银' }, { code: 'GOLD', name: '金', surcharge: brl(1111) }],
        },
        { kind: 'picture', code: 'MOTIF', name: '图案', required: false },
      ],
    });
  });

  it('are not ordered without what must be said, nor with a picture that nobody has looked into or another sent [CAT-20]', async () => {
    expect(await refusal(put())).toBe('options-invalid');
    expect(await refusal(put({ METAL: 'TIN' }))).toBe('options-invalid');
    const item = { skuId, quantity: 1 };
    expect(await refusal(ann.call('POST /shop/v1/checkout/preview', { item }))).toBe('options-invalid');
    const at = { item, addressId: ann.addressId, paymentMethod: 'card', expectedTotal: brl(1) } as const;
    expect(await refusal(ann.call('POST /shop/v1/orders', at, key()))).toBe('options-invalid');
    const broken = await send(Buffer.from('no picture at all'));
    expect(broken.checked).toMatchObject({ state: 'refused', refusal: { reason: 'no-picture' } });
    expect(await refusal(put({ METAL: 'GOLD', MOTIF: broken.imageId }))).toBe('image-missing');
    const others = await send(picture, await buyer());
    expect(others.checked).toMatchObject({ state: 'checked' });
    expect(await refusal(put({ METAL: 'GOLD', MOTIF: others.imageId }))).toBe('image-missing');
  });

  it('are made step by step as their buyer chose, who sees how far they are and when they leave [CAT-20] [ORD-12]', async () => {
    const { imageId } = await send(picture);
    await put({ METAL: 'GOLD', NAME: 'Ann', MOTIF: imageId });
    await put({ METAL: 'SILVER' });
    const { shops } = await ann.call('GET /shop/v1/cart', {});
    expect(shops[0]!.lines.map(({ unitPrice }) => unitPrice)).toEqual([brl(1999 + 1111), brl(1999)]);
    const preview = await ann.call('POST /shop/v1/checkout/preview', { addressId: ann.addressId });
    expect(preview.orders[0]!.items).toEqual(brl(2 * 1999 + 1111));
    const { orders: [placed] } = await ann.call('POST /shop/v1/orders', {
      addressId: ann.addressId,
      paymentMethod: 'card',
      paymentToken: 'tok_visa',
      expectedTotal: preview.total,
    }, key());
    const { orderId } = placed!;
    await settled();

    const own = await ann.call('GET /shop/v1/orders/{orderId}', { orderId });
    const [gold, silver] = own.lines as [typeof own.lines[0], typeof own.lines[0]];
    expect(gold.price).toMatchObject([
      { kind: 'list-price', amount: brl(1999) },
      { kind: 'surcharge', amount: brl(1111) },
      { kind: 'freight' },
    ]);
    expect(Date.parse(own.shipsBy) - Date.parse(own.paidAt!)).toBe(days(17));
    const ofShop = await seller.call('GET /merchant/v1/orders/{orderId}', { orderId });
    expect(ofShop.lines[0]!.made!.chosen).toMatchObject([
      { option: 'NAME', value: 'Ann' },
      { option: 'METAL', label: { en: 'Gold', zh: '金' }, surcharge: brl(1111) },
      { option: 'MOTIF', value: imageId },
    ]);
    const seen = await fetch(ofShop.lines[0]!.made!.chosen[2]!.picture!);
    expect([seen.status, seen.headers.get('content-type')]).toEqual([200, 'image/webp']);
    const support = await staff('support');
    expect((await support.call('GET /operator/v1/orders/{orderId}', { orderId })).lines[0]!.made!.chosen).toHaveLength(
      3,
    );

    const move = (
      lineId: string,
      step: 'allocate' | 'prepare' | 'produce' | 'finish',
      by: Pick<Merchant, 'call'> = seller,
    ) => by.call('POST /merchant/v1/orders/{orderId}/lines/{lineId}/production', { orderId, lineId, step }, key());
    expect(await refusal(move(gold.id, 'allocate'))).toBe('illegal-step');
    const queue = async () =>
      (await seller.call('GET /merchant/v1/production', {})).items.filter((one) => one.orderId === orderId);
    expect(await queue()).toEqual([]);
    await seller.call('POST /merchant/v1/orders/{orderId}/accept', { orderId }, key());
    await settled();
    expect(await queue()).toMatchObject([{ state: 'planned', lines: 2, finished: 0, shipsBy: own.shipsBy }]);
    expect(await refusal(move('oln_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A', 'allocate'))).toBe('not-found');
    expect(await refusal(move(gold.id, 'allocate', await shop()))).toBe('not-found');
    expect(await refusal(move(gold.id, 'allocate', await staff('merchant')))).toBe('no-shop');
    for (const step of ['allocate', 'prepare', 'produce', 'finish'] as const) await move(gold.id, step);
    // From now on its buyer alone cannot have less of it, or none [ORD-06 part].
    const change = { orderId, lines: [{ lineId: gold.id, quantity: 0 }] };
    expect(await refusal(ann.call('POST /shop/v1/orders/{orderId}/change-preview', change, key()))).toBe(
      'production-begun',
    );
    expect(
      await refusal(
        ann.call('POST /shop/v1/orders/{orderId}/changes', { ...change, expectedPayable: own.payable }, key()),
      ),
    ).toBe('production-begun');
    expect(await refusal(ann.call('POST /shop/v1/orders/{orderId}/cancel', { orderId }, key()))).toBe(
      'production-begun',
    );
    const parcels = () => seller.call('GET /merchant/v1/orders/{orderId}/shipments', { orderId });
    expect(await refusal(parcels())).toBe('not-found');
    expect(await queue()).toMatchObject([{ state: 'planned', finished: 1 }]);
    const half = await ann.call('GET /shop/v1/orders/{orderId}', { orderId });
    expect(half.lines.map(({ made }) => made!.state)).toEqual(['finished', 'planned']);
    expect(half.shipsBy).toBe(own.shipsBy);
    for (const step of ['allocate', 'prepare', 'produce'] as const) await move(silver.id, step);
    const { state, shipsBy } = await move(silver.id, 'finish');
    expect(state).toBe('finished');
    expect(shipsBy < own.shipsBy).toBe(true);
    const done = await ann.call('GET /shop/v1/orders/{orderId}', { orderId });
    expect([done.shipsBy, done.timeline.at(-1)]).toMatchObject([shipsBy, {
      event: 'production-moved',
      by: 'merchant',
    }]);
    expect(await queue()).toEqual([]);
    await settled();
    expect((await parcels()).items).toHaveLength(1);
    // What one unit of it cost is given back with what was added to it.
    const { refunding } = await seller.call(
      'POST /merchant/v1/orders/{orderId}/line-refunds',
      { orderId, lines: [{ lineId: gold.id, quantity: 1 }], note: 'A scratch' },
      key(),
    );
    expect(refunding).toEqual(brl(1999 + 1111 + gold.freight.amount));
    await settled();
  });

  it('are bought in one step, and chosen before signing in, as their buyer wants them [CAT-20]', async () => {
    const bob = await buyer();
    const item = { skuId, quantity: 1, answers: [{ option: 'METAL', value: 'GOLD' }] };
    const preview = await bob.call('POST /shop/v1/checkout/preview', { item });
    expect(preview.orders[0]!.items).toEqual(brl(1999 + 1111));
    const { orders: [placed] } = await bob.call('POST /shop/v1/orders', {
      item,
      addressId: bob.addressId,
      paymentMethod: 'card',
      expectedTotal: preview.total,
    }, key());
    const { orderId } = placed!;
    expect((await bob.call('GET /shop/v1/orders/{orderId}', { orderId })).lines[0]!.made!.chosen)
      .toMatchObject([{ option: 'METAL', value: 'GOLD' }]);
    await bob.call('POST /shop/v1/orders/{orderId}/cancel', { orderId }, key());
    const { joined } = await bob.call('POST /shop/v1/cart/merge', { items: [item, { skuId, quantity: 1 }] }, key());
    expect(joined.map(({ outcome }) => outcome)).toEqual(['added', 'options-changed']);
    expect((await bob.call('GET /shop/v1/cart', {})).shops[0]!.lines).toMatchObject([{ unitPrice: brl(1999 + 1111) }]);
  });

  it('have a list that only their shop reads, page by page', async () => {
    const about = { orderId: 'ord_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A', lineId: 'oln_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A' };
    const shopless = await staff('merchant');
    const nobody = shopless.call('GET /merchant/v1/production', {});
    expect(await refusal(nobody)).toBe('no-shop');
    expect(await refusal(seller.call('GET /merchant/v1/production', { cursor: 'nobody' }))).toBe('invalid-cursor');
    expect(
      await refusal(
        seller.call(
          'POST /merchant/v1/orders/{orderId}/lines/{lineId}/production',
          { ...about, step: 'allocate' },
          key(),
        ),
      ),
    )
      .toBe('not-found');
  });
});
