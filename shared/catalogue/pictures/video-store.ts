import { aggregate } from '../../kernel/store/aggregate.ts';
import type { VideoCheck } from './videos.ts';

/** What the videos of shops were found to be. */
export const videoChecks = aggregate<VideoCheck>({ name: 'video', prefix: 'VIDEO' });
