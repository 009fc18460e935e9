/** Short videos of listings: uploaded, looked into, reviewed, and played by anyone. */
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { picture } from '../../../local/seed/picture.ts';
import { sha256Of } from '../../../local/visitors/shops.ts';
import { settled, until } from '../../support/control.ts';
import { content, draft, film, filmed, listed, pictured, refusals } from '../../support/listings.ts';
import { merchant, upload, type Merchant } from '../../support/merchants.ts';
import { anyone, key, refusal, staff } from '../../support/people.ts';

let one: Merchant;
let other: Merchant;
let images: string[];
beforeAll(async () => {
  [one, other] = [await merchant(), await merchant()];
  images = [await pictured(one, picture(30), 'image/png')];
});

describe('a video', () => {
  it('becomes part of a listing only when it was looked into, is of the shop, and has a picture beside it [CAT-12 part]', async () => {
    const { videoId, upload: ticket } = await one.call('POST /merchant/v1/listing-videos', {
      contentType: 'video/mp4',
      sha256: sha256Of(film),
    });
    const check = (by: Merchant) => by.call('POST /merchant/v1/listing-videos/{videoId}/check', { videoId }, key());
    expect(await refusals(check(one), check(other))).toEqual(['not-found']);
    expect((await upload({ ...ticket, fields: { ...ticket.fields, 'Content-Type': 'text/html' } }, film)).status)
      .toBe(403);
    expect((await upload(ticket, new Uint8Array(20 * 1024 * 1024 + 1))).status).toBe(400);
    expect((await upload(ticket, film)).ok).toBe(true);
    expect(await refusal(draft(one, { images, video: videoId }))).toBe('video-missing');
    const found = await check(one);
    expect(found).toMatchObject({ videoId, state: 'checked', seconds: 4, width: 320, height: 320 });
    expect(await check(one)).toEqual(found);
    const { listingId } = await draft(one);
    const edited = async (fields: Parameters<typeof content>[0]) =>
      one.call('PUT /merchant/v1/listings/{listingId}', { listingId, ...await content(fields) }, key());
    expect(
      await refusals(draft(other, { video: videoId }), draft(one, { video: videoId }), edited({ video: videoId })),
    ).toEqual(['video-missing']);
    await edited({ images, video: videoId });
    const shown = () => one.call('GET /merchant/v1/listings/{listingId}', { listingId });
    expect((await shown()).video).toEqual({ videoId, film: found.film });
    await edited({ images });
    expect((await shown()).video).toBeUndefined();
    const nobody = await staff('merchant');
    expect(
      await refusals(
        nobody.call('POST /merchant/v1/listing-videos', { contentType: 'video/mp4', sha256: sha256Of(film) }),
        nobody.call('POST /merchant/v1/listing-videos/{videoId}/check', { videoId }, key()),
      ),
    ).toEqual(['no-shop']);
  });

  it('that cannot be played is not taken, and whoever uploads it is told why, in both languages', async () => {
    const { state, refusal: why, film: played, videoId } = await filmed(one, new Uint8Array(Buffer.from('GIF89a')));
    expect([state, played]).toEqual(['refused', undefined]);
    expect(why).toMatchObject({
      reason: 'no-video',
      words: { en: expect.stringContaining('MP4') as string, zh: expect.stringContaining('MP4') as string },
    });
    expect(await refusal(draft(one, { images, video: videoId }))).toBe('video-missing');
  });

  it('is played by anyone from wherever they like, and waits for the review when it comes later [CAT-12 part]', async () => {
    const { listingId } = await listed(one, { images });
    const ofPage = async () => (await anyone()('GET /shop/v1/products/{listingId}', { listingId, locale: 'en' })).video;
    expect(await ofPage()).toBeUndefined();
    const { videoId, film: address } = await filmed(one);
    const { skus } = await one.call('GET /merchant/v1/listings/{listingId}', { listingId });
    const [{ code, price, weight }] = skus as [typeof skus[number]];
    await one.call('PUT /merchant/v1/listings/{listingId}', {
      listingId,
      ...await content({ images, video: videoId, skus: [{ code, price, weight }] }),
    }, key());
    const { revision } = await one.call('GET /merchant/v1/listings/{listingId}', { listingId });
    expect(revision!.changes).toEqual([{ field: 'video', after: videoId }]);
    await settled();
    expect(await ofPage()).toBeUndefined();

    const second = await listed(one, { images, video: videoId });
    const product = await until(
      () => anyone()('GET /shop/v1/products/{listingId}', { listingId: second.listingId, locale: 'en' }),
      ({ video }) => video !== undefined,
    );
    expect(product.video).toBe(address);
    const load = (headers: Record<string, string> = {}) => fetch(new URL(address!, inject('cloud').api), { headers });
    const whole = await load();
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-type': 'video/mp4',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
    const bytes = Buffer.from(await whole.bytes());
    const part = await load({ range: 'bytes=1000-1999' });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 1000-1999/${bytes.length}`]);
    expect(Buffer.from(await part.bytes())).toEqual(bytes.subarray(1000, 2000));
  });
});
