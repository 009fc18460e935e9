import { offers } from '../../shared/catalogue/public.ts';
import { availabilityCounted } from '../../shared/inventory/events.ts';
import { subscriber } from '../../shared/kernel/doors/subscriber.ts';
import { presentArticle } from '../../shared/search/articles.ts';
import { changes } from '../../shared/search/changes-store.ts';

export const { contract, handler } = subscriber({
  summary: 'Has searches follow a listing when a count of its shop makes one of its SKUs available or sold out.',
  on: availabilityCounted,
  touches: [offers.get, presentArticle, changes.tell],
}, async ({ event: { data: { skuId } }, now, commit }) => {
  const id = (await offers.get(skuId))?.listingId;
  // What was never on sale is in no index.
  if (!id) return;
  return commit({ writes: [changes.tell({ of: 'listing', id, asOf: now, article: await presentArticle(id) })] });
});
