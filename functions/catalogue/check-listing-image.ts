import * as z from 'zod';
import { ImageId } from '../../shared/catalogue/content.ts';
import {
  checkImage,
  imagePath,
  images,
  ImageView,
  imageView,
  isSettled,
  publish,
} from '../../shared/catalogue/pictures/images.ts';
import { renditionsOf } from '../../shared/catalogue/pictures/renditions.ts';
import { imageChecks } from '../../shared/catalogue/store.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { jpeg } from '../../shared/kernel/files/picture-jpeg.ts';
import { png } from '../../shared/kernel/files/picture-png.ts';
import { webp } from '../../shared/kernel/files/picture-webp.ts';
import { lookInto } from '../../shared/kernel/files/picture.ts';
import { Problem } from '../../shared/kernel/problems.ts';

export const { contract, handler } = endpoint({
  summary:
    'Looks into an uploaded image, every pixel, and draws it anew in four widths. Only what can be shown becomes part of a listing; of the rest it says why.',
  route: 'POST /v1/listing-images/{imageId}/check',
  audience: 'merchant',
  callers: ['merchant'],
  effort: 'costs',
  input: z.strictObject({ imageId: ImageId }),
  answer: { 200: ImageView },
  problems: ['no-shop', 'not-found'],
  touches: [imageChecks.get, imageChecks.save, images.whole, publish],
  // What decoding 25 million pixels takes: 1.3 GB, and some seconds.
  memory: 2048,
  timeout: 28_000,
}, async ({ input: { imageId }, caller, now, commit }) => {
  const merchantId = await shopOf(caller);
  const before = await imageChecks.get(imageId);
  if (before?.merchantId === merchantId && isSettled(before)) return imageView(before);
  const file = await images.whole(imagePath(merchantId, imageId));
  if (!file) throw new Problem('not-found');
  const found = await lookInto(file.bytes, file.contentType, [jpeg, png, webp]);
  if (typeof found !== 'string') await publish(merchantId, imageId, await renditionsOf(found));
  const change = checkImage(imageId, merchantId, { found, before }, now);
  return commit({ writes: [imageChecks.save(change)], answer: imageView(change.after) });
});
