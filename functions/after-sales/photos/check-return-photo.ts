import * as z from 'zod';
import { lookIntoPhoto } from '../../../shared/after-sales/look-into-photo.ts';
import { PhotoCheck } from '../../../shared/after-sales/photos.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { id } from '../../../shared/kernel/values/ids.ts';

export const { contract, handler } = endpoint({
  summary:
    'Looks into a picture that a buyer has uploaded of goods that are asked back, every pixel, and draws it anew. Only what can be shown goes along; of the rest it says why.',
  route: 'POST /v1/return-photos/{imageId}/check',
  audience: 'shop',
  callers: ['buyer'],
  effort: 'costs',
  input: z.strictObject({ imageId: id('image') }),
  answer: { 200: PhotoCheck },
  problems: ['not-found'],
  touches: [lookIntoPhoto],
  // As much as a listing's image takes.
  memory: 2048,
  timeout: 28_000,
}, async ({ input: { imageId }, caller }) => lookIntoPhoto(caller.accountId, imageId));
