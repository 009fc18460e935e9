/** Given categories and listings in every state that tests want to start from. */
import type { Answer, Input } from '../../web/client.ts';
import { readFileSync } from 'node:fs';
import { ulid } from 'ulid';
import type { ProblemCode } from '../../shared/kernel/problems.ts';
import { sha256Of } from '../../local/visitors/shops.ts';
import { settled } from './control.ts';
import { theReviewer, upload, type Merchant } from './merchants.ts';
import { key, refusal, theAdmin, type Person } from './people.ts';
import { brl, theCategory } from './shopping.ts';

/** Adds a category with a commission of 10 %. */
export const category = async (
  fields: Partial<Input<'POST /operator/v1/categories'>> = {},
): Promise<Answer<'POST /operator/v1/categories'>> =>
  (await theAdmin()).call('POST /operator/v1/categories', {
    name: { en: 'Pots', zh: '陶罐' },
    commissionRate: 1000,
    ...fields,
  }, key());

export const content = async (
  fields: Partial<Input<'POST /merchant/v1/listings'>> = {},
): Promise<Input<'POST /merchant/v1/listings'>> => ({
  title: { en: 'Clay pot', zh: '陶罐' },
  description: { en: 'Thrown by hand.' },
  categoryId: await theCategory(),
  shipsWithinDays: 3,
  skus: [{ code: ulid(), price: brl(1999), weight: 500 }],
  ...fields,
});

/** What a buyer decides of a ring that is made to order. */
export const ring: NonNullable<Input<'POST /merchant/v1/listings'>['madeToOrder']> = {
  productionDays: 14,
  options: [
    { kind: 'text', code: 'NAME', name: { en: 'Engraving', zh: '刻字' }, required: false, longest: 12 },
    {
      kind: 'choice',
      code: 'METAL',
      name: { en: 'Metal', zh: '材质' },
      required: true,
      choices: [
        { code: 'SILVER', name: { en: 'Silver', zh: '银' } },
        { code: 'GOLD', name: { en: 'Gold', zh: '金' }, surcharge: brl(1111) },
      ],
    },
    { kind: 'picture', code: 'MOTIF', name: { en: 'Motif', zh: '图案' }, required: false },
  ],
};

/** Uploads a picture, and has it looked at. Its id. */
export const pictured = async (
  { call }: Merchant,
  photo: Uint8Array<ArrayBuffer>,
  contentType: 'image/png' | 'image/webp' = 'image/webp',
): Promise<string> => {
  const { imageId, upload: ticket } = await call('POST /merchant/v1/listing-images', {
    contentType,
    sha256: sha256Of(photo),
  });
  await upload(ticket, photo);
  await call('POST /merchant/v1/listing-images/{imageId}/check', { imageId }, key());
  return imageId;
};

/** The short film of the demo. */
export const film = new Uint8Array(readFileSync(new URL('../../local/seed/films/teapot-turning.mp4', import.meta.url)));

/** Uploads what is said to be a video, and has it looked into. */
export const filmed = async (
  { call }: Merchant,
  content: Uint8Array<ArrayBuffer> = film,
): Promise<Answer<'POST /merchant/v1/listing-videos/{videoId}/check'>> => {
  const { videoId, upload: ticket } = await call('POST /merchant/v1/listing-videos', {
    contentType: 'video/mp4',
    sha256: sha256Of(content),
  });
  await upload(ticket, content);
  return call('POST /merchant/v1/listing-videos/{videoId}/check', { videoId }, key());
};

export type Receipt = Answer<'POST /merchant/v1/listings'>;

export const draft = async ({ call }: Merchant, fields: Parameters<typeof content>[0] = {}): Promise<Receipt> =>
  call('POST /merchant/v1/listings', await content(fields), key());

export const submitted = async (one: Merchant, fields: Parameters<typeof content>[0] = {}): Promise<Receipt> =>
  one.call(
    'POST /merchant/v1/listings/{listingId}/submission',
    { listingId: (await draft(one, fields)).listingId },
    key(),
  );

/** On sale, and its pages built. */
export const listed = async (one: Merchant, fields: Parameters<typeof content>[0] = {}): Promise<Receipt> => {
  const { listingId, submittedAt } = await submitted(one, fields);
  const approved = await (await theReviewer()).call('POST /operator/v1/listing-reviews/{listingId}/approval', {
    listingId,
    submittedAt: submittedAt!,
    comment: 'Good.',
  }, key());
  await settled();
  return approved;
};

/** A reviewer lets an ad be shown. */
export const approveAd = async (adId: string): Promise<void> => {
  const { call } = await theReviewer();
  const { submittedAt } = await call('GET /operator/v1/ad-reviews/{adId}', { adId });
  await call('POST /operator/v1/ad-reviews/{adId}/approval', { adId, submittedAt, comment: 'Fine.' }, key());
};

/** Somebody's ad, which is shown. */
export const advertised = async ({ call }: Person): Promise<string> => {
  const { adId } = await call('POST /shop/v1/ads', {
    kind: 'offer',
    title: 'A bicycle',
    text: 'It rides well.',
    place: 'Hangzhou',
    price: { amount: 30_000, currency: 'CNY' },
    condition: 'good',
  }, key());
  await approveAd(adId);
  return adId;
};

/** Sets the stock of the first SKU. */
export const stocked = (
  { call }: Merchant,
  { listingId, skus }: Receipt,
  available: number,
): Promise<Answer<'PUT /merchant/v1/listings/{listingId}/skus/{skuId}/stock'>> =>
  call('PUT /merchant/v1/listings/{listingId}/skus/{skuId}/stock', {
    listingId,
    skuId: skus[0]!.skuId,
    available,
    reason: 'Counted',
  }, key());

/** The codes of the problems that requests are refused with, each once. @throws Error when one is not refused */
export const refusals = async (
  ...requests: Promise<unknown>[]
): Promise<ProblemCode[]> => [...new Set(await Promise.all(requests.map(refusal)))];
