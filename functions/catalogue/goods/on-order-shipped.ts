import { sold } from '../../../shared/catalogue/sales.ts';
import { salesOf } from '../../../shared/catalogue/sales-store.ts';
import { forOrders } from '../../../shared/kernel/doors/concurrency.ts';
import { subscriber } from '../../../shared/kernel/doors/subscriber.ts';
import { due } from '../../../shared/kernel/store/due.ts';
import { orderShipped } from '../../../shared/ordering/events.ts';
import { orders } from '../../../shared/ordering/public.ts';

export const { contract, handler } = subscriber({
  summary: 'Has what was sold counted within the hour, for the ranking of popular goods.',
  on: orderShipped,
  concurrency: forOrders(1),
  touches: [orders.need, salesOf.get, salesOf.save, due.set],
}, async ({ event, now, commit }) => {
  const { merchantId, lines } = await orders.need(event.data.orderId);
  const listingIds = [...new Set(lines.map(({ listingId }) => listingId))];
  const known = await Promise.all(listingIds.map((listingId) => salesOf.get(listingId)));
  const changes = listingIds.map((listingId, i) => sold(known[i], { listingId, merchantId }, now))
    .filter((change) => change !== undefined);
  if (changes.length === 0) return;
  return commit({
    writes: changes.flatMap((change) => [
      salesOf.save(change),
      due.set(change.after.countAt!, 'catalogue/count-sales', { listingId: change.after.id }),
    ]),
  });
});
