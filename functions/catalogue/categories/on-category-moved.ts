import { categoryMoved } from '../../../shared/catalogue/events.ts';
import { pages } from '../../../shared/catalogue/page-store.ts';
import { pageRefreshes } from '../../../shared/catalogue/refresh-page-job.ts';
import { subscriber } from '../../../shared/kernel/doors/subscriber.ts';
import { inPages } from '../../../shared/kernel/store/page.ts';

export const { contract, handler } = subscriber({
  summary: 'Has every product page below a moved category filed under its new place.',
  on: categoryMoved,
  touches: [pages.onShelf, pageRefreshes.send],
  timeout: 300_000,
}, async ({ event }) => {
  for await (const goods of inPages((page) => pages.onShelf(event.data.categoryId, 'newest', page))) {
    await pageRefreshes.send(
      goods.map(({ listingId }) => ({ key: `${event.id}:${listingId}`, message: { listingId } })),
    );
  }
});
