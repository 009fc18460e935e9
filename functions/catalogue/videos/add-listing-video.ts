import * as z from 'zod';
import { VideoId } from '../../../shared/catalogue/content.ts';
import { videoPath, videos } from '../../../shared/catalogue/pictures/videos.ts';
import { maxVideoBytes } from '../../../shared/catalogue/policy.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { Sha256, UploadTicket } from '../../../shared/kernel/files/bucket.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary:
    'Gives a form with which the client uploads a short video of a listing, at the most 20 MiB; have it checked afterwards.',
  route: 'POST /v1/listing-videos',
  audience: 'merchant',
  callers: ['merchant'],
  effort: 'costs',
  input: z.strictObject({ contentType: z.enum(['video/mp4', 'video/quicktime']), sha256: Sha256 }),
  answer: { 201: z.object({ videoId: VideoId, upload: UploadTicket }) },
  problems: ['no-shop'],
  touches: [videos.ticket],
}, async ({ input, caller, newId }) => {
  const videoId = newId('video');
  const upload = await videos.ticket(videoPath(await shopOf(caller), videoId), { ...input, maxBytes: maxVideoBytes });
  return { videoId, upload };
});
