import * as z from 'zod';
import { ImageId } from '../../shared/catalogue/content.ts';
import { imagePath, images } from '../../shared/catalogue/pictures/images.ts';
import { maxImageBytes } from '../../shared/catalogue/policy.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { Sha256, UploadTicket } from '../../shared/kernel/files/bucket.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary:
    'Gives a form with which the client uploads one image of a listing, at the most 5 MiB; have it checked afterwards.',
  route: 'POST /v1/listing-images',
  audience: 'merchant',
  callers: ['merchant'],
  effort: 'costs',
  input: z.strictObject({ contentType: z.enum(['image/jpeg', 'image/png', 'image/webp']), sha256: Sha256 }),
  answer: { 201: z.object({ imageId: ImageId, upload: UploadTicket }) },
  problems: ['no-shop'],
  touches: [images.ticket],
}, async ({ input, caller, newId }) => {
  const imageId = newId('image');
  const upload = await images.ticket(imagePath(await shopOf(caller), imageId), { ...input, maxBytes: maxImageBytes });
  return { imageId, upload };
});
