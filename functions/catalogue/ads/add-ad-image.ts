import * as z from 'zod';
import { ofPerson } from '../../../shared/catalogue/ads/ad-pictures.ts';
import { ImageId } from '../../../shared/catalogue/content.ts';
import { imagePath, images } from '../../../shared/catalogue/pictures/images.ts';
import { maxImageBytes } from '../../../shared/catalogue/policy.ts';
import { Sha256, UploadTicket } from '../../../shared/kernel/files/bucket.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary:
    'Gives a form with which the client uploads one picture for an ad, at the most 5 MiB; have it checked afterwards.',
  route: 'POST /v1/ad-images',
  audience: 'shop',
  callers: ['buyer'],
  effort: 'costs',
  input: z.strictObject({ contentType: z.enum(['image/jpeg', 'image/png', 'image/webp']), sha256: Sha256 }),
  answer: { 201: z.object({ imageId: ImageId, upload: UploadTicket }) },
  touches: [images.ticket],
}, async ({ input, caller, newId }) => {
  const imageId = newId('image');
  const path = imagePath(ofPerson(caller.accountId), imageId);
  return { imageId, upload: await images.ticket(path, { ...input, maxBytes: maxImageBytes }) };
});
