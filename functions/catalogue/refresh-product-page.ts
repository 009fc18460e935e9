import { pageRefreshing, refreshPage } from '../../shared/catalogue/refresh-page.ts';
import { pageRefreshes } from '../../shared/catalogue/refresh-page-job.ts';
import { job } from '../../shared/kernel/doors/job.ts';

export const { contract, handler } = job({
  summary: 'Brings one product page up to its listing and its place in the category tree.',
  queue: 'house',
  message: pageRefreshes.message,
  touches: [pageRefreshing],
}, async ({ message, commit }) => commit({ writes: [await refreshPage(message.listingId)] }));
