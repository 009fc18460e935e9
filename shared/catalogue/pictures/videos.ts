import * as z from 'zod';
import { files } from '../../kernel/files/bucket.ts';
import { videoRefusals, type Video, type VideoRefusal } from '../../kernel/files/video.ts';
import { created, type Change } from '../../kernel/store/change.ts';
import { Instant } from '../../kernel/values/clock.ts';
import type { Id, MerchantId } from '../../kernel/values/ids.ts';
import { Problem } from '../../kernel/problems.ts';
import { VideoId } from '../content.ts';
import { videoAddress } from './picture-view.ts';

/** What shops have uploaded: seen by nobody as it is. */
export const videos = /* @__PURE__ */ files('media', 'listing-videos');
/** What the edge serves to anyone, below `/media/`. */
export const playable = /* @__PURE__ */ files('media', 'media');

/** Below the shop's own folder, so that nobody can name another shop's video. */
export const videoPath = (merchantId: MerchantId, videoId: string): string => `${merchantId}/${videoId}`;
/** What an uploaded video was found to be. A video that nobody has looked into has none, and is played nowhere. */
export interface VideoCheck {
  readonly id: Id<'video'>;
  readonly version: number;
  readonly merchantId: MerchantId;
  readonly state: 'checked' | 'refused';
  readonly seen?: Pick<Video, 'seconds' | 'width' | 'height'>;
  readonly refusal?: VideoRefusal;
  readonly checkedAt: Instant;
}

/** Keeps for good what was seen: the form of the upload takes no other bytes. */
export const checkVideo = (
  videoId: Id<'video'>,
  merchantId: MerchantId,
  found: Video | VideoRefusal,
  checkedAt: Instant,
): Change<VideoCheck> => {
  const about = { id: videoId, merchantId, checkedAt };
  if (typeof found === 'string') return created<VideoCheck>({ ...about, state: 'refused', refusal: found });
  const { seconds, width, height } = found;
  return created<VideoCheck>({ ...about, state: 'checked', seen: { seconds, width, height } });
};

/** What the shop is told of a video. */
export const VideoView = z.object({
  videoId: VideoId,
  state: z.enum(['checked', 'refused']),
  seconds: z.number().optional(),
  width: z.int().optional(),
  height: z.int().optional(),
  film: z.string().optional().meta({ description: 'The address below that of the site, for anyone and for good: MP4' }),
  refusal: z.object({
    reason: z.enum(Object.keys(videoRefusals) as VideoRefusal[]),
    words: z.object({ en: z.string(), zh: z.string() }),
  }).optional(),
  checkedAt: Instant,
});

export const videoView = (
  { id: videoId, merchantId, state, seen, refusal, checkedAt }: VideoCheck,
): z.input<typeof VideoView> => ({
  videoId,
  state,
  ...seen,
  ...(seen && { film: videoAddress(merchantId, videoId) }),
  ...(refusal && { refusal: { reason: refusal, words: videoRefusals[refusal] } }),
  checkedAt,
});

/**
 * Lets into a listing only a video of its shop that has been looked into and can be played; it is announced by the first
 * picture.
 * @throws Problem video-missing
 */
export const mustBePlayable = (
  merchantId: MerchantId,
  { video, images }: { readonly video?: string | undefined; readonly images: readonly string[] },
  check: VideoCheck | undefined,
): void => {
  if (video === undefined) return;
  const wrong = (path: string, message: string): never => {
    throw new Problem('video-missing', undefined, [{ path, message }]);
  };
  if (check?.merchantId !== merchantId || check.state !== 'checked') {
    wrong('video', 'has not been uploaded and checked, or cannot be played');
  }
  if (images.length === 0) wrong('images', 'at least one is required beside a video');
};
