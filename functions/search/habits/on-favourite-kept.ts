import { favouriteKept } from '../../../shared/catalogue/events.ts';
import { pages } from '../../../shared/catalogue/public.ts';
import { subscriber } from '../../../shared/kernel/doors/subscriber.ts';
import { habitsOf } from '../../../shared/search/habits/habit-store.ts';
import { learned, traitsOf } from '../../../shared/search/habits/habits.ts';
import { searchRanking } from '../../../shared/search/rulebooks.ts';

export const { contract, handler } = subscriber({
  summary: 'Learns from what a buyer keeps among the favourites, unless that is turned off.',
  on: favouriteKept,
  touches: [habitsOf.get, habitsOf.save, pages.get, searchRanking.current],
}, async ({ event: { data: { buyerId, listingId } }, now, commit }) => {
  const [before, page, ranking] = await Promise.all([
    habitsOf.get(buyerId),
    pages.get(listingId),
    searchRanking.current(now),
  ]);
  const change = learned(before, buyerId, page ? [traitsOf(page.card, page.path)] : [], 'kept', ranking, now);
  if (change) await commit({ writes: habitsOf.save(change) });
});
