import { categoryMoved } from '../../../shared/catalogue/events.ts';
import { pages } from '../../../shared/catalogue/page-store.ts';
import { pageRefreshes } from '../../../shared/catalogue/refresh-page-job.ts';
import { subscriber } from '../../../shared/kernel/doors/subscriber.ts';

export const { contract, handler } = subscriber({
  summary: 'Has every product page below a moved category filed under its new place.',
  on: categoryMoved,
  touches: [pages.onShelf, pageRefreshes.send],
  timeout: 300_000,
}, async ({ event }) => {
  let cursor: string | undefined;
  do {
    const { items, cursor: next } = await pages.onShelf(event.data.categoryId, 'newest', { limit: 100, cursor });
    await pageRefreshes.send(
      items.map(({ listingId }) => ({ key: `${event.id}:${listingId}`, message: { listingId } })),
    );
    cursor = next;
  } while (cursor);
});
