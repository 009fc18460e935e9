import { job } from '../../shared/kernel/doors/job.ts';
import { presentArticle } from '../../shared/search/articles.ts';
import { indexing } from '../../shared/search/index-job.ts';
import { changes } from '../../shared/search/changes-store.ts';

export const { contract, handler } = job(
  {
    summary: 'Has searches follow one listing as it is now.',
    queue: 'house',
    message: indexing.message,
    touches: [presentArticle, changes.tell],
  },
  async ({ message: { listingId: id }, now, commit }) =>
    commit({ writes: [changes.tell({ of: 'listing', id, asOf: now, article: await presentArticle(id) })] }),
);
