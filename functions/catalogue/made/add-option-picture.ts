import * as z from 'zod';
import { ImageId } from '../../../shared/catalogue/content.ts';
import { optionPicturePath, optionUploads } from '../../../shared/catalogue/made/option-pictures.ts';
import { maxImageBytes } from '../../../shared/catalogue/policy.ts';
import { Sha256, UploadTicket } from '../../../shared/kernel/files/bucket.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary:
    'Gives a form with which a buyer uploads a picture for goods that are made to order, at the most 5 MiB; have it checked afterwards.',
  route: 'POST /v1/option-pictures',
  audience: 'shop',
  callers: ['buyer'],
  effort: 'costs',
  input: z.strictObject({ contentType: z.enum(['image/jpeg', 'image/png', 'image/webp']), sha256: Sha256 }),
  answer: { 201: z.object({ imageId: ImageId, upload: UploadTicket }) },
  touches: [optionUploads.ticket],
}, async ({ input, caller, newId }) => {
  const imageId = newId('image');
  const path = optionPicturePath(caller.accountId, imageId);
  return { imageId, upload: await optionUploads.ticket(path, { ...input, maxBytes: maxImageBytes }) };
});
