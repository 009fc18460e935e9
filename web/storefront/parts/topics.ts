import type { Words } from '../words/words.ts';

export type Topic = Exclude<keyof Words['help'], 'title' | 'lead'>;

/** What the help pages tell of, each at `/help/<topic>`. */
export const topics: readonly Topic[] = ['buying', 'delivery', 'returns', 'selling', 'terms', 'privacy'];
