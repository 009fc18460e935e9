import * as z from 'zod';
import { ImageId } from '../../../shared/catalogue/content.ts';
import { imagePath, images } from '../../../shared/catalogue/pictures/images.ts';
import { ofThePlatform } from '../../../shared/catalogue/pictures/picture-address.ts';
import { maxImageBytes } from '../../../shared/catalogue/policy.ts';
import { Sha256, UploadTicket } from '../../../shared/kernel/files/bucket.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary:
    'Gives a form with which the client uploads one picture for the home page, at the most 5 MiB; have it checked afterwards.',
  route: 'POST /v1/front-images',
  audience: 'operator',
  callers: ['operator', 'admin'],
  audited: true,
  effort: 'costs',
  input: z.strictObject({ contentType: z.enum(['image/jpeg', 'image/png', 'image/webp']), sha256: Sha256 }),
  answer: { 201: z.object({ imageId: ImageId, upload: UploadTicket }) },
  touches: [images.ticket],
}, async ({ input, newId }) => {
  const imageId = newId('image');
  const upload = await images.ticket(imagePath(ofThePlatform, imageId), { ...input, maxBytes: maxImageBytes });
  return { imageId, upload };
});
