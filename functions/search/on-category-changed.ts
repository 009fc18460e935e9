import { categoryChanged, categoryMoved } from '../../shared/catalogue/events.ts';
import { pages } from '../../shared/catalogue/public.ts';
import { subscriber } from '../../shared/kernel/doors/subscriber.ts';
import { inPages } from '../../shared/kernel/store/page.ts';
import { indexing } from '../../shared/search/index-job.ts';

export const { contract, handler } = subscriber({
  summary: 'Has searches follow all goods of a category that was moved, or is called or described otherwise now.',
  on: [categoryMoved, categoryChanged],
  touches: [pages.onShelf, indexing.send],
  timeout: 300_000,
}, async ({ event }) => {
  for await (const goods of inPages((page) => pages.onShelf(event.data.categoryId, 'newest', page))) {
    await indexing.send(goods.map(({ listingId }) => ({ key: `${event.id}:${listingId}`, message: { listingId } })));
  }
});
