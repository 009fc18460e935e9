import { pages } from '../../../shared/catalogue/public.ts';
import { forOrders } from '../../../shared/kernel/doors/concurrency.ts';
import { subscriber } from '../../../shared/kernel/doors/subscriber.ts';
import { orderPaid } from '../../../shared/ordering/events.ts';
import { orders } from '../../../shared/ordering/public.ts';
import { habitsOf } from '../../../shared/search/habits/habit-store.ts';
import { learned, traitsOf } from '../../../shared/search/habits/habits.ts';
import { searchRanking } from '../../../shared/search/rulebooks.ts';

export const { contract, handler } = subscriber({
  summary: 'Learns from what a buyer has bought, unless that is turned off.',
  on: orderPaid,
  concurrency: forOrders(1),
  touches: [orders.need, habitsOf.get, habitsOf.save, pages.get, searchRanking.current],
}, async ({ event: { data: { orderId, buyerId } }, now, commit }) => {
  const [{ lines }, before, ranking] = await Promise.all([
    orders.need(orderId),
    habitsOf.get(buyerId),
    searchRanking.current(now),
  ]);
  const listings = [...new Set(lines.map(({ listingId }) => listingId))];
  const bought = before?.on === false ? [] : await Promise.all(listings.map((listingId) => pages.get(listingId)));
  const goods = bought.flatMap((one) => (one ? [traitsOf(one.card, one.path)] : []));
  const change = learned(before, buyerId, goods, 'bought', ranking, now);
  if (change) await commit({ writes: habitsOf.save(change) });
});
