import { listingsGrewOld } from '../../../shared/catalogue/events.ts';
import { remind } from '../../../shared/catalogue/refresh/reminder.ts';
import { LookThrough, refreshReminders } from '../../../shared/catalogue/refresh/reminder-store.ts';
import { listingRefresh } from '../../../shared/catalogue/rulebooks.ts';
import { listingsOf, listingsOfMerchant } from '../../../shared/catalogue/store.ts';
import { job } from '../../../shared/kernel/doors/job.ts';

/** As many as are counted; that there are more is said. */
const looked = 100;

export const { contract, handler } = job({
  summary: 'Reminds a shop of what it has on sale and has not touched for so long as the rulebook says.',
  queue: 'house',
  message: LookThrough,
  touches: [listingRefresh.current, listingsOfMerchant, refreshReminders.get, refreshReminders.save],
  emits: [listingsGrewOld],
}, async ({ message: { merchantId }, now, commit }) => {
  const [rules, last, page] = await Promise.all([
    listingRefresh.current(now),
    refreshReminders.get(merchantId),
    // By the time of the last change: the oldest first.
    listingsOfMerchant(listingsOf(merchantId), { startingWith: 'on-sale#', limit: looked }),
  ]);
  const change = remind(last, { merchantId, oldest: page.items, more: page.cursor !== undefined }, rules, now);
  if (change) await commit({ writes: [refreshReminders.save(change)] });
});
