import { job } from '../../shared/kernel/doors/job.ts';
import { rebuilds } from '../../shared/search/rebuild-job.ts';
import { rebuilding, rebuiltIndex } from '../../shared/search/rebuild-store.ts';

/** Searches go on with the file before until the new one is whole. */
export const { contract, handler } = job({
  summary: 'Writes the index of searches anew from the table, and has searches begin with it.',
  queue: 'parts',
  message: rebuilds.message,
  touches: [rebuilding],
  timeout: 840_000,
  memory: 3008,
}, async ({ commit }) => commit({ writes: [await rebuiltIndex()] }));
