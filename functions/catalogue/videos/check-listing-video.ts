import * as z from 'zod';
import { VideoId } from '../../../shared/catalogue/content.ts';
import {
  checkVideo,
  playable,
  videoPath,
  videos,
  VideoView,
  videoView,
} from '../../../shared/catalogue/pictures/videos.ts';
import { videoChecks } from '../../../shared/catalogue/pictures/video-store.ts';
import { playablePath } from '../../../shared/catalogue/pictures/picture-view.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { remade } from '../../../shared/kernel/files/video.ts';
import { Problem } from '../../../shared/kernel/problems.ts';

export const { contract, handler } = endpoint({
  summary:
    'Looks into an uploaded video: type, length and size, and lays its pictures and sound alone where the pages play them from. Of what cannot be played it says why.',
  route: 'POST /v1/listing-videos/{videoId}/check',
  audience: 'merchant',
  callers: ['merchant'],
  effort: 'costs',
  input: z.strictObject({ videoId: VideoId }),
  answer: { 200: VideoView },
  problems: ['no-shop', 'not-found'],
  touches: [videoChecks.get, videoChecks.save, videos.whole, playable.write],
  // The file, what is made of it, and the sending of that.
  memory: 1024,
  timeout: 28_000,
}, async ({ input: { videoId }, caller, now, commit }) => {
  const merchantId = await shopOf(caller);
  const before = await videoChecks.get(videoId);
  if (before?.merchantId === merchantId) return videoView(before);
  const file = await videos.whole(videoPath(merchantId, videoId));
  if (!file) throw new Problem('not-found');
  const found = await remade(file.bytes);
  if (typeof found !== 'string') {
    await playable.write(
      playablePath(merchantId, videoId),
      found.bytes,
      'video/mp4',
      'public, max-age=31536000, immutable',
    );
  }
  const change = checkVideo(videoId, merchantId, found, now);
  return commit({ writes: [videoChecks.save(change)], answer: videoView(change.after) });
});
