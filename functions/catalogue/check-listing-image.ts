import * as z from 'zod';
import { ImageId } from '../../shared/catalogue/content.ts';
import { ImageView, imageView, isSettled } from '../../shared/catalogue/pictures/images.ts';
import { lookedInto, lookingTakes } from '../../shared/catalogue/pictures/look.ts';
import { imageChecks } from '../../shared/catalogue/store.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

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
  touches: [imageChecks.get, imageChecks.save, lookedInto],
  memory: lookingTakes.memory,
  timeout: lookingTakes.timeout,
}, async ({ input: { imageId }, caller, now, commit }) => {
  const owner = await shopOf(caller);
  const before = await imageChecks.get(imageId);
  if (before?.owner === owner && isSettled(before)) return imageView(before);
  const change = await lookedInto(owner, imageId, before, now);
  return commit({ writes: [imageChecks.save(change)], answer: imageView(change.after) });
});
