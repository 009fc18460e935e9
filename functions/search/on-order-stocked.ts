import { stock } from '../../shared/inventory/public.ts';
import { forOrders } from '../../shared/kernel/doors/concurrency.ts';
import { subscriber } from '../../shared/kernel/doors/subscriber.ts';
import type { DataOf } from '../../shared/kernel/events.ts';
import { orderCancelled, orderChanged, orderPlaced, replacementPlaced } from '../../shared/ordering/events.ts';
import { orders } from '../../shared/ordering/public.ts';
import { presentArticle } from '../../shared/search/articles.ts';
import { changes } from '../../shared/search/changes-store.ts';

type What = DataOf<typeof orderPlaced | typeof replacementPlaced | typeof orderChanged | typeof orderCancelled>;

/** The units that an order has taken by what happened to it; less than none where it has given some back. */
const takenBy = async (data: What) => {
  if ('acceptedAnew' in data) {
    return data.lines.map(({ before, after, ...line }) => ({ ...line, units: after - before }));
  }
  const { lines } = await orders.need(data.orderId);
  const sign = 'reason' in data ? -1 : 1;
  return lines.map(({ skuId, listingId, quantity }) => ({ skuId, listingId, units: sign * quantity }));
};

/** Most orders change nothing: only who takes the last unit, or gives one back to what was sold out, is told of. */
export const { contract, handler } = subscriber({
  summary: 'Has searches follow goods of which an order has taken the last unit, or given some back.',
  on: [orderPlaced, replacementPlaced, orderChanged, orderCancelled],
  concurrency: forOrders(1),
  touches: [orders.need, stock.available, presentArticle, changes.tell],
}, async ({ event, now, commit }) => {
  const taken = await takenBy(event.data);
  const left = await Promise.all(taken.map(({ skuId }) => stock.available(skuId)));
  const turned = taken.filter(({ units }, i) => (units > 0 ? left[i] === 0 : (left[i] ?? 0) <= -units));
  const ids = [...new Set(turned.map(({ listingId }) => listingId))];
  if (ids.length === 0) return;
  const articles = await Promise.all(ids.map(async (id) => ({ id, article: await presentArticle(id) })));
  return commit({ writes: articles.map((one) => changes.tell({ of: 'listing', asOf: now, ...one })) });
});
