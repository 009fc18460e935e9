import * as z from 'zod';
import { maxPhotoBytes, photoPath, photoUploads } from '../../../shared/after-sales/photos.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { Sha256, UploadTicket } from '../../../shared/kernel/files/bucket.ts';
import { id } from '../../../shared/kernel/values/ids.ts';

export const { contract, handler } = endpoint({
  summary:
    'Gives a form with which a shop uploads a picture of goods that are asked back, at the most 5 MiB; have it checked afterwards.',
  route: 'POST /v1/return-photos',
  audience: 'merchant',
  callers: ['merchant'],
  effort: 'costs',
  input: z.strictObject({ contentType: z.enum(['image/jpeg', 'image/png', 'image/webp']), sha256: Sha256 }),
  answer: { 201: z.object({ imageId: id('image'), upload: UploadTicket }) },
  problems: ['no-shop'],
  touches: [photoUploads.ticket],
}, async ({ input, caller, newId }) => {
  const imageId = newId('image');
  const path = photoPath(await shopOf(caller), imageId);
  return { imageId, upload: await photoUploads.ticket(path, { ...input, maxBytes: maxPhotoBytes }) };
});
