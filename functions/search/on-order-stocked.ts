import { stock } from '../../shared/inventory/public.ts';
import { forOrders } from '../../shared/kernel/doors/concurrency.ts';
import { subscriber } from '../../shared/kernel/doors/subscriber.ts';
import { orderCancelled, orderPlaced } from '../../shared/ordering/events.ts';
import { orders } from '../../shared/ordering/public.ts';
import { presentArticle } from '../../shared/search/articles.ts';
import { changes } from '../../shared/search/changes-store.ts';

/** Most orders change nothing: only who takes the last unit, or gives one back to what was sold out, is told of. */
export const { contract, handler } = subscriber({
  summary: 'Has searches follow goods of which an order has taken the last unit, or given some back.',
  on: [orderPlaced, orderCancelled],
  concurrency: forOrders(1),
  touches: [orders.need, stock.available, presentArticle, changes.tell],
}, async ({ event, now, commit }) => {
  const { lines } = await orders.need(event.data.orderId);
  const left = await Promise.all(lines.map(({ skuId }) => stock.available(skuId)));
  const turned = lines.filter(({ quantity }, i) =>
    event.type === orderPlaced.eventName ? left[i] === 0 : (left[i] ?? 0) <= quantity
  );
  const ids = [...new Set(turned.map(({ listingId }) => listingId))];
  if (ids.length === 0) return;
  const articles = await Promise.all(ids.map(async (id) => ({ id, article: await presentArticle(id) })));
  return commit({ writes: articles.map((one) => changes.tell({ of: 'listing', asOf: now, ...one })) });
});
