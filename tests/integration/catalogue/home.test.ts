import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { picture } from '../../../local/seed/picture.ts';
import { sha256Of } from '../../../local/visitors/shops.ts';
import { storefrontHome } from '../../../shared/catalogue/rulebooks.ts';
import { settled } from '../../support/control.ts';
import { category, draft, listed, type Receipt } from '../../support/listings.ts';
import { merchant, upload, type Merchant } from '../../support/merchants.ts';
import { anyone, key, refusal, staff } from '../../support/people.ts';
import { proposeChange, ruled, twoPeople } from '../../support/rulebooks.ts';

describe('the home page', () => {
  let seller: Merchant;
  let pot: Receipt;
  let root: { categoryId: string };
  let leaf: { categoryId: string };
  beforeAll(async () => {
    seller = await merchant();
    root = await category({ name: { en: 'Home', zh: '家居' } });
    leaf = await category({ parentId: root.categoryId });
    pot = await listed(seller, { categoryId: leaf.categoryId });
  });
  afterAll(() => ruled('storefront-home', storefrontHome.initial));
  const home = (locale: 'zh' | 'en') => anyone()('GET /shop/v1/home', { locale });

  it('shows new goods and the roots of the tree in one language, and slides when somebody has made some', async () => {
    const shown = await home('zh');
    expect(shown.slides).toEqual([]);
    expect(shown.newest.map(({ listingId }) => listingId)).toContain(pot.listingId);
    expect(shown.newest.find(({ listingId }) => listingId === pot.listingId)).toMatchObject({ title: '陶罐' });
    expect(shown.categories).toContainEqual({ categoryId: root.categoryId, name: '家居' });
    expect(shown.categories.map(({ categoryId }) => categoryId)).not.toContain(leaf.categoryId);
  });

  it('leads to categories, products and shops by what an operator has decided, and not to what is gone', async () => {
    const title = { en: 'Clay', zh: '陶' };
    const old = await listed(seller, { categoryId: leaf.categoryId });
    await ruled('storefront-home', {
      slides: [
        { title, text: { en: 'Thrown by hand' }, to: root.categoryId, picture: pot.listingId },
        { title, to: pot.listingId },
        {
          title,
          to: seller.merchantId,
          picture: { merchantId: seller.merchantId, imageId: 'img_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A' },
        },
        { title, to: old.listingId },
      ],
      newest: 1,
      popular: 0,
    });
    const { slides, newest, popular } = await home('en');
    expect(slides.map(({ to }) => to)).toEqual([
      { kind: 'category', id: root.categoryId, name: 'Home' },
      { kind: 'product', id: pot.listingId, name: 'Clay pot' },
      { kind: 'shop', id: seller.merchantId, name: expect.any(String) },
      { kind: 'product', id: old.listingId, name: 'Clay pot' },
    ]);
    expect(slides[0]).toMatchObject({ title: 'Clay', text: 'Thrown by hand' });
    expect(slides[2]!.picture?.large).toContain('img_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A');
    expect([newest.length, popular.length]).toEqual([1, 0]);
    await seller.call('POST /merchant/v1/listings/{listingId}/off-shelf', { listingId: old.listingId }, key());
    await settled();
    expect((await home('zh')).slides.map(({ to: { id } }) => id)).toEqual([
      root.categoryId,
      pot.listingId,
      seller.merchantId,
    ]);
  });

  it('shows a picture that an operator has uploaded for it, and that could be looked into', async () => {
    const [{ call }, shown] = [await staff('operator'), picture(210)];
    const uploaded = async (content: string | Uint8Array<ArrayBuffer>) => {
      const ticket = await call('POST /operator/v1/front-images', {
        contentType: 'image/png',
        sha256: sha256Of(content),
      });
      const check = () => call('POST /operator/v1/front-images/{imageId}/check', { imageId: ticket.imageId }, key());
      expect(await refusal(check())).toBe('not-found');
      expect((await upload(ticket.upload, content)).ok).toBe(true);
      return check;
    };
    expect(await (await uploaded('<svg onload="alert(1)"/>'))()).toMatchObject({ refusal: { reason: 'no-picture' } });
    const check = await uploaded(shown);
    const { imageId, picture: where } = await check();
    expect(where?.large).toBe(`/media/platform/${imageId}/1280.webp`);
    expect(await check()).toMatchObject({ picture: where });
    expect((await fetch(new URL(where!.large, inject('cloud').api))).headers.get('content-type')).toBe('image/webp');
    expect(await refusal(draft(seller, { images: [imageId] }))).toBe('image-missing');

    await ruled('storefront-home', { slides: [{ title: { en: 'Clay' }, to: pot.listingId, picture: imageId }] });
    expect((await home('en')).slides).toMatchObject([{ picture: where }]);
  });

  it('takes no slide that leads nowhere, and no more than eight', async () => {
    const [ann] = await twoPeople();
    const slide = { title: { en: 'Clay' }, to: pot.listingId };
    for (const slides of [[{ ...slide, to: 'ord_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A' }], Array(9).fill(slide)]) {
      expect(await refusal(proposeChange(ann, 'storefront-home', { slides }))).toBe('invalid-input');
    }
  });
});
