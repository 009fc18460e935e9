import { categoryChanged, categoryMoved } from '../../shared/catalogue/events.ts';
import { pages } from '../../shared/catalogue/public.ts';
import { subscriber } from '../../shared/kernel/doors/subscriber.ts';
import { indexing } from '../../shared/search/index-job.ts';

export const { contract, handler } = subscriber({
  summary: 'Has searches follow all goods of a category that was moved, or is called or described otherwise now.',
  on: [categoryMoved, categoryChanged],
  touches: [pages.onShelf, indexing.send],
  timeout: 300_000,
}, async ({ event }) => {
  let cursor: string | undefined;
  do {
    const { items, cursor: next } = await pages.onShelf(event.data.categoryId, 'newest', { limit: 100, cursor });
    await indexing.send(items.map(({ listingId }) => ({ key: `${event.id}:${listingId}`, message: { listingId } })));
    cursor = next;
  } while (cursor);
});
