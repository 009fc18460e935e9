import * as z from 'zod';
import { ImageId } from '../../../shared/catalogue/content.ts';
import { ImageView, imageView, isSettled } from '../../../shared/catalogue/pictures/images.ts';
import { lookedInto, lookingTakes } from '../../../shared/catalogue/pictures/look.ts';
import { ofThePlatform } from '../../../shared/catalogue/pictures/picture-address.ts';
import { imageChecks } from '../../../shared/catalogue/store.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary:
    'Looks into an uploaded picture for the home page, every pixel, and draws it anew in four widths; of what cannot be shown it says why.',
  route: 'POST /v1/front-images/{imageId}/check',
  audience: 'operator',
  callers: ['operator', 'admin'],
  audited: true,
  effort: 'costs',
  input: z.strictObject({ imageId: ImageId }),
  answer: { 200: ImageView },
  problems: ['not-found'],
  touches: [imageChecks.get, imageChecks.save, lookedInto],
  memory: lookingTakes.memory,
  timeout: lookingTakes.timeout,
}, async ({ input: { imageId }, now, commit }) => {
  const before = await imageChecks.get(imageId);
  if (before?.owner === ofThePlatform && isSettled(before)) return imageView(before);
  const change = await lookedInto(ofThePlatform, imageId, before, now);
  return commit({ writes: [imageChecks.save(change)], answer: imageView(change.after) });
});
