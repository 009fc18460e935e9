import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { picture } from '../../../local/seed/picture.ts';
import { sha256Of } from '../../../local/visitors/shops.ts';
import { ReviewReason } from '../../../shared/catalogue/review.ts';
import { webp } from '../../../shared/kernel/files/picture-webp.ts';
import { lookInto } from '../../../shared/kernel/files/picture.ts';
import { days, hours, seconds, type Instant } from '../../../shared/kernel/values/clock.ts';
import { inboxOf, pass, settled, until } from '../../support/control.ts';
import { itemAt, waitingAt, whileHeld } from '../../support/desks.ts';
import { category, content, draft, listed, refusals, stocked, submitted } from '../../support/listings.ts';
import { applicant, merchant, theReviewer, upload, type Merchant } from '../../support/merchants.ts';
import { anyone, key, refusal, staff, theAdmin } from '../../support/people.ts';
import { later } from '../../support/rulebooks.ts';
import { brl } from '../../support/shopping.ts';

let one: Merchant;
let other: Merchant;

beforeAll(async () => {
  [one, other] = [await merchant(), await merchant()];
});

const photos = (name: string): URL => new URL(`../../fixtures/pictures/${name}`, import.meta.url);

/** A good picture that says it has 50,000 by 50,000 pixels. */
const bomb = (() => {
  const bytes = Buffer.from(picture(30));
  bytes.writeUInt32BE(50_000, 16);
  bytes.writeUInt32BE(50_000, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
})();

/** A photo of a camera that lay on its right side, with a note of where that was. */
const photoOnItsSide = (note: string): Buffer<ArrayBuffer> => {
  const photo = readFileSync(photos('baseline.jpg'));
  const directory = Buffer.from('4d4d002a00000008000101120003000000010006000000000000', 'hex');
  const content = Buffer.concat([Buffer.from('Exif\0\0'), directory, Buffer.from(note)]);
  const head = Buffer.from([0xff, 0xe1, 0, content.length + 2]);
  return Buffer.concat([photo.subarray(0, 2), head, content, photo.subarray(2)]);
};

const product = (listingId: string, locale: 'zh' | 'en' = 'en') =>
  anyone()('GET /shop/v1/products/{listingId}', { listingId, locale });

describe('a draft', () => {
  it('has a title, images, specifications and SKUs [CAT-01]', async () => {
    const pot = picture(30);
    const { imageId, upload: ticket } = await one.call('POST /merchant/v1/listing-images', {
      contentType: 'image/png',
      sha256: sha256Of(pot),
    });
    const check = () => one.call('POST /merchant/v1/listing-images/{imageId}/check', { imageId }, key());
    expect(await refusal(check())).toBe('not-found');
    expect(await refusal(draft(one, { images: [imageId] }))).toBe('image-missing');
    expect((await upload({ ...ticket, fields: { ...ticket.fields, 'Content-Type': 'text/html' } })).status).toBe(403);
    expect((await upload(ticket, new Uint8Array(5 * 1024 * 1024 + 1))).status).toBe(400);
    expect((await upload(ticket, pot)).ok).toBe(true);
    const swapped = await upload(ticket, 'gif');
    expect([swapped.status, await swapped.text()]).toEqual([400, expect.stringContaining('BadDigest')]);
    expect(await refusal(draft(one, { images: [imageId] }))).toBe('image-missing');
    expect(await check()).toMatchObject({ imageId, state: 'checked', width: 320, height: 320 });
    const { listingId } = await draft(one, {
      images: [imageId],
      skus: [{
        code: 'POT-S',
        price: brl(1999),
        weight: 500,
        size: { length: 10, width: 10, height: 12 },
        specs: [{ name: { en: 'Size' }, value: { en: 'S' } }],
      }],
    });
    const shown = await one.call('GET /merchant/v1/listings/{listingId}', { listingId });
    expect(shown).toMatchObject({
      state: 'draft',
      title: { en: 'Clay pot', zh: '陶罐' },
      description: { en: 'Thrown by hand.' },
      shipsWithinDays: 3,
      skus: [{
        code: 'POT-S',
        price: brl(1999),
        size: { height: 12 },
        specs: [{ name: { en: 'Size' }, value: { en: 'S' } }],
      }],
    });
    expect(shown.images).toEqual([{ imageId, picture: (await check()).picture }]);
    expect(await refusal(draft(other, { images: [imageId] }))).toBe('image-missing');
  });

  it('has images that anyone sees in all widths, for good, and that tell nothing but what is seen [CAT-11]', async () => {
    const photo = photoOnItsSide('GPSLatitude 48.2082');
    const { imageId, upload: ticket } = await one.call('POST /merchant/v1/listing-images', {
      contentType: 'image/jpeg',
      sha256: sha256Of(photo),
    });
    expect((await upload(ticket, photo)).ok).toBe(true);
    const check = () => one.call('POST /merchant/v1/listing-images/{imageId}/check', { imageId }, key());
    const { picture, width, height } = await check();
    expect([width, height]).toEqual([90, 120]);
    const load = (path: string) => fetch(new URL(path, inject('cloud').api));
    const loaded = await Promise.all(
      [...Object.values(picture!), picture!.large.replace('1280', '2048')].map(async (path) => {
        const answer = await load(path);
        expect(Object.fromEntries(answer.headers)).toMatchObject({
          'content-type': 'image/webp',
          'cache-control': 'public, max-age=31536000, immutable',
          'x-content-type-options': 'nosniff',
        });
        const bytes = Buffer.from(await answer.bytes());
        expect(bytes.toString('latin1')).not.toMatch(/GPS|Exif|EXIF/);
        expect(await lookInto(bytes, 'image/webp', [webp])).toMatchObject({ pixels: { width: 90, height: 120 } });
        return bytes;
      }),
    );
    expect(await check()).toMatchObject({ picture });
    expect(Buffer.from(await (await load(picture!.small)).bytes())).toEqual(loaded[0]);
    await pass(hours(1));
    expect((await load(picture!.small)).status).toBe(200);
    expect((await load(picture!.small.replace('/media/', '/media/../listings/'))).status).toBe(404);
    expect((await load(`/media/${one.merchantId}/${imageId}`)).status).toBe(404);
  });

  it('has no image that cannot be shown: whoever uploads it is told why, in both languages', async () => {
    const uploaded = async (
      content: string | Buffer<ArrayBuffer>,
      contentType: 'image/png' | 'image/webp' = 'image/png',
    ) => {
      const ticket = await one.call('POST /merchant/v1/listing-images', { contentType, sha256: sha256Of(content) });
      expect((await upload(ticket.upload, content)).ok).toBe(true);
      const { imageId } = ticket;
      const check = () => one.call('POST /merchant/v1/listing-images/{imageId}/check', { imageId }, key());
      return { imageId, seen: await check(), again: await check() };
    };
    const { imageId, seen, again } = await uploaded('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
    expect(seen).toMatchObject({
      state: 'refused',
      refusal: {
        reason: 'no-picture',
        words: { en: 'The file is not of a type that can be shown here.', zh: '该文件不是可展示的图片类型。' },
      },
    });
    expect(again).toEqual(seen);
    const images = [imageId];
    expect(await refusal(draft(one, { images }))).toBe('image-unfit');
    const { listingId } = await draft(one);
    expect(
      await refusal(
        one.call('PUT /merchant/v1/listings/{listingId}', { listingId, ...await content({ images }) }, key()),
      ),
    ).toBe('image-unfit');
    expect((await uploaded('RIFF\x10\x00\x00\x00WEBPVP8 ', 'image/webp')).seen.refusal?.reason).toBe('broken');
    expect((await uploaded(bomb)).seen.refusal?.reason).toBe('too-many-pixels');
    expect((await uploaded(Buffer.from(readFileSync(photos('lossy.webp'))))).seen.refusal?.reason).toBe('another-type');
  });

  it('has codes that are unique in the shop, until it is archived [CAT-01]', async () => {
    const skus = [{ code: 'UNIQUE', price: brl(100), weight: 1 }];
    const { listingId } = await draft(one, { skus });
    expect(await refusal(draft(one, { skus }))).toBe('sku-code-taken');
    await draft(other, { skus });
    const second = await draft(one);
    expect(
      await refusal(
        one.call(
          'PUT /merchant/v1/listings/{listingId}',
          { listingId: second.listingId, ...await content({ skus }) },
          key(),
        ),
      ),
    ).toBe('sku-code-taken');
    await one.call('POST /merchant/v1/listings/{listingId}/archive', { listingId }, key());
    await draft(one, { skus });
  });

  it("fits its category, its template and its shop's currency [CAT-01] [CAT-07]", async () => {
    const attributes = [{
      key: 'colour',
      name: { en: 'Colour' },
      type: 'choice' as const,
      required: true,
      options: [{ value: 'red', name: { en: 'Red' } }],
    }];
    const { categoryId } = await category({ attributes });
    expect(await refusal(draft(one, { categoryId, attributes: { colour: 'blue' } }))).toBe('attribute-invalid');
    expect(await refusal(draft(one, { skus: [{ code: 'USD', price: { amount: 1, currency: 'USD' }, weight: 1 }] })))
      .toBe('currency-foreign');
    expect(await refusal(draft(one, { categoryId: 'cat_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A' }))).toBe('category-unknown');
    const { listingId, skus: [sku] } = await draft(one, { categoryId });
    const submit = () => one.call('POST /merchant/v1/listings/{listingId}/submission', { listingId }, key());
    expect(await refusal(submit())).toBe('attribute-invalid');
    const again = { ...await content({ categoryId, attributes: { colour: 'red' } }), listingId };
    expect(await refusal(one.call('PUT /merchant/v1/listings/{listingId}', { ...again, skus: [] }, key()).then(submit)))
      .toBe('listing-incomplete');
    await one.call('PUT /merchant/v1/listings/{listingId}', {
      ...again,
      skus: [{ code: sku!.code, price: brl(5), weight: 1 }],
    }, key());
    expect(await submit()).toMatchObject({ state: 'in-review' });
    expect(await refusal(one.call('PUT /merchant/v1/listings/{listingId}', again, key()))).toBe('illegal-step');
    expect(await refusal(submit())).toBe('illegal-step');
  });

  it('is made by an approved shop alone, and is its own [CAT-01] [IAM-20]', async () => {
    expect(await refusal(draft(await applicant()))).toBe('merchant-not-approved');
    const { listingId, skus } = await draft(one);
    const { skuId } = skus[0]!;
    expect(await refusal(other.call('GET /merchant/v1/listings/{listingId}', { listingId }))).toBe('not-found');
    expect(await refusal(other.call('PUT /merchant/v1/listings/{listingId}', { listingId, ...await content() }, key())))
      .toBe('not-found');
    expect(
      await refusal(
        other.call(
          'PUT /merchant/v1/listings/{listingId}/skus/{skuId}/price',
          { listingId, skuId, price: brl(1) },
          key(),
        ),
      ),
    ).toBe('not-found');
    for (const step of ['submission', 'off-shelf', 'on-sale', 'archive'] as const) {
      expect(await refusal(other.call(`POST /merchant/v1/listings/{listingId}/${step}`, { listingId }, key()))).toBe(
        'not-found',
      );
    }
    expect(
      (await other.call('GET /merchant/v1/listings', { state: 'draft', limit: 100 })).items.map((row) => row.listingId),
    ).not.toContain(listingId);
    expect(
      (await one.call('GET /merchant/v1/listings', { state: 'draft', limit: 100 })).items.map((row) => row.listingId),
    ).toContain(listingId);
  });
});

describe('a review', () => {
  it('puts a listing on sale, and its page tells everybody in their language [CAT-02] [CAT-03] [CAT-10 part]', async () => {
    const { listingId, submittedAt } = await submitted(one);
    const { call } = await theReviewer();
    expect((await waitingAt(await theReviewer(), 'listing-reviews')).map(({ itemId }) => itemId)).toContain(listingId);
    expect(await call('GET /operator/v1/listing-reviews/{listingId}', { listingId })).toMatchObject({
      state: 'in-review',
      merchantId: one.merchantId,
    });
    expect(await refusal(product(listingId))).toBe('not-found');
    const judgement = { listingId, submittedAt: submittedAt!, comment: 'Mine.' };
    expect(
      await whileHeld(
        'listing-reviews',
        listingId,
        'reviewer',
        () => call('POST /operator/v1/listing-reviews/{listingId}/approval', judgement, key()),
      ),
    ).toBe('taken-by-another');
    expect(
      await whileHeld(
        'listing-reviews',
        listingId,
        'operator',
        () =>
          call('POST /operator/v1/listing-reviews/{listingId}/rejection', {
            ...judgement,
            reasons: ['legality'],
          }, key()),
      ),
    ).toBe('taken-by-another');
    const receipt = await call('POST /operator/v1/listing-reviews/{listingId}/approval', {
      listingId,
      submittedAt: submittedAt!,
      comment: 'Good pictures.',
    }, key());
    await settled();
    expect(await product(listingId, 'zh')).toMatchObject({
      title: '陶罐',
      merchant: { name: '蓝茶壶' },
      delivery: { shipsWithinDays: 3 },
      skus: [{ price: brl(1999), stock: 'sold-out' }],
    });
    await stocked(one, receipt, 3);
    expect(await product(listingId)).toMatchObject({ title: 'Clay pot', skus: [{ stock: 'low' }] });
    expect(
      await refusal(
        call('POST /operator/v1/listing-reviews/{listingId}/approval', {
          listingId,
          submittedAt: submittedAt!,
          comment: 'Again.',
        }, key()),
      ),
    ).toBe('illegal-step');
    expect((await waitingAt(await theReviewer(), 'listing-reviews')).map(({ itemId }) => itemId)).not
      .toContain(listingId);
  });

  it('sends a listing back with reasons, and the merchant corrects it [CAT-03]', async () => {
    const { listingId, submittedAt } = await submitted(one);
    const { call } = await theReviewer();
    await call('POST /operator/v1/listing-reviews/{listingId}/rejection', {
      listingId,
      submittedAt: submittedAt!,
      reasons: ReviewReason.options,
      comment: 'Blurred.',
    }, key());
    expect(await one.call('GET /merchant/v1/listings/{listingId}', { listingId })).toMatchObject({
      state: 'draft',
      review: {
        outcome: 'rejected',
        reasons: ['truthfulness', 'legality', 'image-quality', 'price-consistency', 'rule-conformity'],
        comment: 'Blurred.',
      },
    });
    await one.call('PUT /merchant/v1/listings/{listingId}', { listingId, ...await content() }, key());
    expect(await one.call('POST /merchant/v1/listings/{listingId}/submission', { listingId }, key())).toMatchObject({
      state: 'in-review',
    });
  });

  it('of what was on sale before shows what has changed since it was approved [CAT-03] [CAT-04]', async () => {
    const written = await content();
    const { call } = await theReviewer();
    const { listingId } = await listed(one, written);
    await one.call('POST /merchant/v1/listings/{listingId}/off-shelf', { listingId }, key());
    const [sku] = written.skus!;
    await one.call('PUT /merchant/v1/listings/{listingId}', {
      listingId,
      ...written,
      title: { en: 'Clay pot', zh: '青瓷罐' },
      skus: [{ ...sku!, price: brl(2499) }],
    }, key());
    await one.call('POST /merchant/v1/listings/{listingId}/submission', { listingId }, key());
    const shown = await call('GET /operator/v1/listing-reviews/{listingId}', { listingId });
    expect(shown.changes).toEqual([
      { field: 'title.zh', before: '陶罐', after: '青瓷罐' },
      { sku: sku!.code, field: 'price', before: brl(1999), after: brl(2499) },
    ]);
    expect(shown.approvedAt! < shown.submittedAt!).toBe(true);
    await call('POST /operator/v1/listing-reviews/{listingId}/rejection', {
      listingId,
      submittedAt: shown.submittedAt!,
      reasons: ['price-consistency'],
      comment: 'test',
    }, key());
    const first = await submitted(one);
    expect(
      await call('GET /operator/v1/listing-reviews/{listingId}', {
        listingId: first.listingId,
      }),
    ).not.toHaveProperty('changes');
    await call('POST /operator/v1/listing-reviews/{listingId}/rejection', {
      listingId: first.listingId,
      submittedAt: first.submittedAt!,
      reasons: ['price-consistency'],
      comment: 'test',
    }, key());
  });

  it('that waits is counted every day, and the reviewers hear of it [CAT-03]', async () => {
    const reviewer = await theReviewer();
    const counts = async () =>
      (await inboxOf(reviewer.login)).filter(({ subject }) => subject === 'What waits for you today');
    const before = (await counts()).length;
    await submitted(one);
    await pass(days(1));
    await one.signIn();
    const [newest, ...others] = await counts();
    expect(others.length).toBeGreaterThanOrEqual(before);
    expect(newest!.text).toMatch(/: [1-9]\d* wait, \d+ of them too long\. The oldest since 20/);
  });

  it('that waits 48 hours is told of, once [CAT-03]', async () => {
    const reviewer = await theReviewer();
    // Several that are late at once are one mail: it may name another of them.
    const told = async () =>
      (await inboxOf(reviewer.login)).filter(({ subject }) => subject === 'Something waits for somebody to take it');
    const before = (await told()).length;
    const { listingId } = await submitted(one);
    await pass(hours(49));
    await one.signIn();
    const { items } = await one.call('GET /merchant/v1/listings/{listingId}/history', { listingId });
    expect(items.map(({ type }) => type)).toEqual(['listing-created', 'listing-submitted']);
    const { breached } = await itemAt(reviewer, 'listing-reviews', listingId);
    expect(breached).toBe(true);
    await until(told, (mails) => mails.length > before);
  });
});

describe('a listing on sale', () => {
  it('goes off the shelf and back, and off again to be edited and reviewed [CAT-02]', async () => {
    await one.signIn();
    const { listingId } = await listed(one);
    expect(await one.call('POST /merchant/v1/listings/{listingId}/off-shelf', { listingId }, key())).toMatchObject({
      state: 'off-shelf',
    });
    await settled();
    expect(await refusal(product(listingId))).toBe('gone');
    expect(await one.call('POST /merchant/v1/listings/{listingId}/on-sale', { listingId }, key())).toMatchObject({
      state: 'on-sale',
    });
    await settled();
    expect(await product(listingId)).toMatchObject({ listingId });
    expect(await refusal(one.call('POST /merchant/v1/listings/{listingId}/archive', { listingId }, key()))).toBe(
      'illegal-step',
    );
    await one.call('POST /merchant/v1/listings/{listingId}/off-shelf', { listingId }, key());
    expect(await one.call('PUT /merchant/v1/listings/{listingId}', { listingId, ...await content() }, key()))
      .toMatchObject({ state: 'draft' });
    expect(await refusal(one.call('POST /merchant/v1/listings/{listingId}/on-sale', { listingId }, key()))).toBe(
      'illegal-step',
    );
    expect(await one.call('POST /merchant/v1/listings/{listingId}/archive', { listingId }, key())).toMatchObject({
      state: 'archived',
    });
  });

  it('changes its price at once within bounds, and the history keeps every price [CAT-02]', async () => {
    const { listingId, skus } = await listed(one);
    const { skuId } = skus[0]!;
    const change = (amount: number) =>
      one.call(
        'PUT /merchant/v1/listings/{listingId}/skus/{skuId}/price',
        { listingId, skuId, price: brl(amount) },
        key(),
      );
    expect(await change(1799)).toMatchObject({ skus: [{ price: brl(1799) }] });
    expect(await refusal(change(100))).toBe('price-beyond-bounds');
    expect(
      await refusal(
        one.call('PUT /merchant/v1/listings/{listingId}/skus/{skuId}/price', {
          listingId,
          skuId,
          price: { amount: 1, currency: 'USD' },
        }, key()),
      ),
    ).toBe('currency-foreign');
    await settled();
    expect(await product(listingId)).toMatchObject({ skus: [{ price: brl(1799) }] });
    const { items } = await one.call('GET /merchant/v1/listings/{listingId}/history', { listingId });
    expect(items.at(-1)).toMatchObject({
      type: 'listing-price-changed',
      price: { skuId, from: brl(1999), to: brl(1799) },
    });
  });

  it('changes its price from a moment on, unless that is withdrawn, and tells all of it [PRC-02]', async () => {
    const { listingId, skus } = await listed(one);
    const { skuId } = skus[0]!;
    const route = 'PUT /merchant/v1/listings/{listingId}/skus/{skuId}/price';
    const change = (amount: number, from?: Instant) =>
      one.call(route, { listingId, skuId, price: brl(amount), from }, key());
    const withdraw = () =>
      one.call('DELETE /merchant/v1/listings/{listingId}/skus/{skuId}/next-price', { listingId, skuId }, key());
    const price = async () => (await product(listingId)).skus[0]!.price;
    const [soon, then] = [await later(hours(1)), await later(hours(3))];

    expect(await change(1500, soon)).toMatchObject({
      skus: [{ price: brl(1999), nextPrice: { price: brl(1500), from: soon } }],
    });
    // What is decided anew takes its place, whatever the deadline of the first does.
    expect(await change(1600, then)).toMatchObject({ skus: [{ nextPrice: { price: brl(1600), from: then } }] });
    await pass(hours(2));
    await one.signIn();
    expect(await price()).toEqual(brl(1999));
    await change(1800);
    await pass(hours(2));
    await one.signIn();
    expect(await price()).toEqual(brl(1600));

    await change(1700, await later(hours(1)));
    expect((await withdraw()).skus[0]).toEqual({ skuId, code: expect.any(String), price: brl(1600) });
    expect(await refusal(withdraw())).toBe('not-found');
    await pass(hours(2));
    await one.signIn();
    expect(await price()).toEqual(brl(1600));

    expect(await refusal(change(1700, '2020-01-01T00:00:00.000Z' as Instant))).toBe('begins-too-early');
    expect(await refusal(change(1, await later(hours(1))))).toBe('price-beyond-bounds');
    const { items } = await one.call('GET /merchant/v1/listings/{listingId}/history', { listingId });
    const told = items.filter(({ type }) => type.startsWith('listing-price'));
    expect(told.map(({ type, price }) => [type, price!.from.amount, price!.to.amount])).toEqual([
      ['listing-price-scheduled', 1999, 1500],
      ['listing-price-scheduled', 1999, 1600],
      ['listing-price-changed', 1999, 1800],
      ['listing-price-changed', 1800, 1600],
      ['listing-price-scheduled', 1600, 1700],
      ['listing-price-withdrawn', 1600, 1700],
    ]);
    expect(told[1]!.price!.begins).toBe(then);
  });

  it('is found in its category and in those above, page by page [SRC-02]', async () => {
    const root = await category();
    const leaf = await category({ parentId: root.categoryId });
    const ids = [];
    for (let n = 0; n < 3; n += 1) ids.unshift((await listed(one, { categoryId: leaf.categoryId })).listingId);
    const first = await anyone()('GET /shop/v1/categories/{categoryId}/products', {
      categoryId: root.categoryId,
      limit: 2,
    });
    const second = await anyone()('GET /shop/v1/categories/{categoryId}/products', {
      categoryId: root.categoryId,
      limit: 2,
      cursor: first.cursor,
    });
    expect([...first.items, ...second.items].map((item) => item.listingId)).toEqual(ids);
    expect(second.cursor).toBeUndefined();
    expect(first.items[0]).toMatchObject({ title: 'Clay pot', priceFrom: brl(1999) });
    expect(
      await refusal(
        anyone()('GET /shop/v1/categories/{categoryId}/products', {
          categoryId: leaf.categoryId,
          cursor: first.cursor,
        }),
      ),
    ).toBe('invalid-cursor');
  });
});

it('public pages may be cached, by language, and asked whether they changed [CAT-10 part]', async () => {
  const { listingId } = await listed(one);
  const address = `${inject('cloud').api}/shop/v1/products/${listingId}`;
  const first = await fetch(address, { headers: { 'accept-language': 'zh-CN' } });
  expect([
    first.headers.get('cache-control'),
    first.headers.get('vary'),
    (await first.json() as { title: string }).title,
  ])
    .toEqual(['public, max-age=15, stale-while-revalidate=15', 'accept-language', '陶罐']);
  const again = await fetch(address, {
    headers: { 'accept-language': 'zh-CN', 'if-none-match': first.headers.get('etag')! },
  });
  expect([again.status, await again.text()]).toEqual([304, '']);
});

describe('refusals', () => {
  const submittedAt = '2026-11-22T08:00:00.000Z';

  const listingId = 'lst_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A';
  const skuId = 'sku_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A';

  it('meet whoever has no shop [IAM-20]', async () => {
    const { call } = await staff('merchant');
    const terms = {
      importId: 'imp_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
      categoryId: 'cat_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
      locale: 'en' as const,
      shipsWithinDays: 3,
    };
    const known = { listingId: (await draft(one)).listingId };
    expect(
      await refusals(
        call('POST /merchant/v1/listing-images', { contentType: 'image/png', sha256: sha256Of('png') }),
        call('POST /merchant/v1/listing-images/{imageId}/check', { imageId: 'img_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A' }),
        call('POST /merchant/v1/listings', await content(), key()),
        call('PUT /merchant/v1/listings/{listingId}', { listingId, ...await content() }),
        call('GET /merchant/v1/listings', {}),
        call('GET /merchant/v1/listings/{listingId}', known),
        call('GET /merchant/v1/listings/{listingId}/history', known),
        call('POST /merchant/v1/listing-checks', await content()),
        call('GET /merchant/v1/listings/{listingId}/versions', known),
        call('DELETE /merchant/v1/listings/{listingId}/revision', known),
        call('PUT /merchant/v1/listings/{listingId}/shelf-plan', { ...known, offWhenSoldOut: true }),
        call('POST /merchant/v1/listings/{listingId}/submission', { listingId }),
        call('POST /merchant/v1/listings/{listingId}/off-shelf', known),
        call('POST /merchant/v1/listings/{listingId}/on-sale', { listingId }),
        call('POST /merchant/v1/listings/{listingId}/archive', known),
        call('PUT /merchant/v1/listings/{listingId}/skus/{skuId}/price', { listingId, skuId, price: brl(1) }),
        call('POST /merchant/v1/product-files', {}),
        call('POST /merchant/v1/product-imports', terms),
      ),
    ).toEqual(['no-shop']);
  });

  it('meet a cursor of another list, a key that is missing, and what does not exist', async () => {
    const cursor = 'eyJwayI6IngiLCJzayI6IngifQ';
    for (let left = 2; left > 0; left -= 1) await one.call('POST /merchant/v1/listings', await content(), key());
    const { cursor: ofDrafts } = await one.call('GET /merchant/v1/listings', { state: 'draft', limit: 1 });
    expect(
      await refusal(one.call('GET /merchant/v1/listings', { state: 'on-sale', limit: 1, cursor: ofDrafts })),
    ).toBe('invalid-cursor');
    const reviewer = await theReviewer();
    expect(await refusals(one.call('GET /merchant/v1/listings', { cursor }))).toEqual(['invalid-cursor']);
    expect(await refusal(one.call('POST /merchant/v1/listings', await content()))).toBe('idempotency-key-missing');
    expect(
      await refusals(
        reviewer.call('GET /operator/v1/listing-reviews/{listingId}', { listingId }),
        one.call('GET /merchant/v1/listings/{listingId}/history', { listingId }),
        reviewer.call('POST /operator/v1/listing-reviews/{listingId}/approval', {
          listingId,
          submittedAt,
          comment: 'Good.',
        }, key()),
        reviewer.call('POST /operator/v1/listing-reviews/{listingId}/rejection', {
          listingId,
          submittedAt,
          reasons: ['legality'],
          comment: 'No.',
        }, key()),
      ),
    ).toEqual(['not-found']);
  });

  it('meet steps that the state does not allow, and a category that is gone [CAT-02]', async () => {
    const { categoryId } = await category();
    const { listingId: id, skus: [sku] } = await draft(one, { categoryId });
    expect(await refusal(one.call('POST /merchant/v1/listings/{listingId}/off-shelf', { listingId: id }))).toBe(
      'illegal-step',
    );
    expect(
      await refusal(
        one.call('PUT /merchant/v1/listings/{listingId}/skus/{skuId}/price', {
          listingId: id,
          skuId: sku!.skuId,
          price: brl(1),
        }),
      ),
    ).toBe('illegal-step');
    expect(
      await refusal(
        (await theReviewer()).call('POST /operator/v1/listing-reviews/{listingId}/rejection', {
          listingId: id,
          submittedAt,
          reasons: ['legality'],
          comment: 'No.',
        }),
      ),
    ).toBe('illegal-step');
    const edit = async (fields: Parameters<typeof content>[0]) =>
      refusal(
        one.call('PUT /merchant/v1/listings/{listingId}', {
          listingId: id,
          ...await content({ categoryId, ...fields }),
        }),
      );
    expect(await edit({ attributes: { smell: 'none' } })).toBe('attribute-invalid');
    expect(await edit({ images: ['img_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A'] })).toBe('image-missing');
    expect(await edit({ skus: [{ code: 'USD', price: { amount: 1, currency: 'USD' }, weight: 1 }] })).toBe(
      'currency-foreign',
    );
    await (await theAdmin()).call('POST /operator/v1/categories/{categoryId}/archive', { categoryId }, key());
    expect(await edit({})).toBe('category-unknown');
    expect(await refusal(one.call('POST /merchant/v1/listings/{listingId}/submission', { listingId: id }))).toBe(
      'category-unknown',
    );
  });

  it('meet an edit that exchanges every one of 50 SKU codes', async () => {
    const skus = (prefix: string) =>
      Array.from({ length: 50 }, (_, n) => ({ code: `${prefix}-${n}`, price: brl(100), weight: 1 }));
    const { listingId: id } = await draft(one, { skus: skus('OLD') });
    expect(
      await refusal(
        one.call('PUT /merchant/v1/listings/{listingId}', { listingId: id, ...await content({ skus: skus('NEW') }) }),
      ),
    ).toBe('too-much-at-once');
  });

  it('meet a suspended shop, and buyers do not see its products [MER-16]', async () => {
    const { listingId: id, skus: [sku] } = await listed(other);
    await (await theAdmin()).call('POST /operator/v1/merchants/{merchantId}/suspend', {
      merchantId: other.merchantId,
      reason: 'Complaints',
    }, key());
    const terms = {
      importId: 'imp_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
      categoryId: 'cat_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
      locale: 'en' as const,
      shipsWithinDays: 3,
    };
    expect(
      await refusals(
        draft(other),
        other.call('PUT /merchant/v1/listings/{listingId}', { listingId: id, ...await content() }),
        other.call('POST /merchant/v1/listings/{listingId}/submission', { listingId: id }),
        other.call('POST /merchant/v1/listings/{listingId}/on-sale', { listingId: id }),
        other.call('PUT /merchant/v1/listings/{listingId}/skus/{skuId}/price', {
          listingId: id,
          skuId: sku!.skuId,
          price: brl(1),
        }),
        other.call('POST /merchant/v1/product-imports', terms),
      ),
    ).toEqual(['merchant-not-approved']);
    expect(await refusal(product(id))).toBe('gone');
    const { categoryId } = await other.call('GET /merchant/v1/listings/{listingId}', { listingId: id });
    await pass(seconds(10));
    const shown = await anyone()('GET /shop/v1/categories/{categoryId}/products', { categoryId, limit: 100 });
    expect(shown.items.map(({ listingId }) => listingId)).not.toContain(id);
  });
});
