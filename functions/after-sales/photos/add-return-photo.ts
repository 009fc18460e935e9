import * as z from 'zod';
import { maxPhotoBytes, photoPath, photoUploads } from '../../../shared/after-sales/photos.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { Sha256, UploadTicket } from '../../../shared/kernel/files/bucket.ts';
import { id } from '../../../shared/kernel/values/ids.ts';

export const { contract, handler } = endpoint({
  summary:
    'Gives a form with which a buyer uploads a picture of goods that are asked back, at the most 5 MiB; have it checked afterwards.',
  route: 'POST /v1/return-photos',
  audience: 'shop',
  callers: ['buyer'],
  effort: 'costs',
  input: z.strictObject({ contentType: z.enum(['image/jpeg', 'image/png', 'image/webp']), sha256: Sha256 }),
  answer: { 201: z.object({ imageId: id('image'), upload: UploadTicket }) },
  touches: [photoUploads.ticket],
}, async ({ input, caller, newId }) => {
  const imageId = newId('image');
  const path = photoPath(caller.accountId, imageId);
  return { imageId, upload: await photoUploads.ticket(path, { ...input, maxBytes: maxPhotoBytes }) };
});
