import * as z from 'zod';
import { ImageId } from '../../../shared/catalogue/content.ts';
import {
  optionPicturePath,
  optionPictures,
  optionUploads,
  OptionPictureView,
} from '../../../shared/catalogue/made/option-pictures.ts';
import { renditionsOf } from '../../../shared/catalogue/pictures/renditions.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { jpeg } from '../../../shared/kernel/files/picture-jpeg.ts';
import { png } from '../../../shared/kernel/files/picture-png.ts';
import { webp } from '../../../shared/kernel/files/picture-webp.ts';
import { lookInto, refusals } from '../../../shared/kernel/files/picture.ts';
import { Problem } from '../../../shared/kernel/problems.ts';

export const { contract, handler } = endpoint({
  summary:
    'Looks into a picture that a buyer has uploaded, every pixel, and draws it anew. Only what can be shown goes along with an order; of the rest it says why.',
  route: 'POST /v1/option-pictures/{imageId}/check',
  audience: 'shop',
  callers: ['buyer'],
  effort: 'costs',
  input: z.strictObject({ imageId: ImageId }),
  answer: { 200: OptionPictureView },
  problems: ['not-found'],
  touches: [optionUploads.whole, optionPictures.write],
  // As much as a listing's image takes.
  memory: 2048,
  timeout: 28_000,
}, async ({ input: { imageId }, caller }) => {
  const path = optionPicturePath(caller.accountId, imageId);
  const file = await optionUploads.whole(path);
  if (!file) throw new Problem('not-found');
  const found = await lookInto(file.bytes, file.contentType, [jpeg, png, webp]);
  if (typeof found === 'string') {
    return { imageId, state: 'refused' as const, refusal: { reason: found, words: refusals[found] } };
  }
  await optionPictures.write(path, (await renditionsOf(found)).zoom, 'image/webp');
  return { imageId, state: 'checked' as const };
});
