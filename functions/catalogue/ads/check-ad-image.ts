import * as z from 'zod';
import { ofPerson } from '../../../shared/catalogue/ads/ad-pictures.ts';
import { ImageId } from '../../../shared/catalogue/content.ts';
import { ImageView, imageView, isSettled } from '../../../shared/catalogue/pictures/images.ts';
import { lookedInto, lookingTakes } from '../../../shared/catalogue/pictures/look.ts';
import { imageChecks } from '../../../shared/catalogue/store.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary:
    'Looks into an uploaded picture for an ad, every pixel, and draws it anew without what else the file says; of what cannot be shown it says why.',
  route: 'POST /v1/ad-images/{imageId}/check',
  audience: 'shop',
  callers: ['buyer'],
  effort: 'costs',
  input: z.strictObject({ imageId: ImageId }),
  answer: { 200: ImageView },
  problems: ['not-found'],
  touches: [imageChecks.get, imageChecks.save, lookedInto],
  memory: lookingTakes.memory,
  timeout: lookingTakes.timeout,
}, async ({ input: { imageId }, caller, now, commit }) => {
  const owner = ofPerson(caller.accountId);
  const before = await imageChecks.get(imageId);
  if (before?.owner === owner && isSettled(before)) return imageView(before);
  const change = await lookedInto(owner, imageId, before, now);
  return commit({ writes: [imageChecks.save(change)], answer: imageView(change.after) });
});
