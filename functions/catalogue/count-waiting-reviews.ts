import { reviewsCounted } from '../../shared/catalogue/events.ts';
import { countReviews, type Waiting } from '../../shared/catalogue/review-count.ts';
import { listingsToReview, reviewCounts, reviewQueue } from '../../shared/catalogue/store.ts';
import { schedule } from '../../shared/kernel/schedule.ts';

export const { contract, handler } = schedule({
  summary: 'Tells once a day how many listings wait for a review.',
  every: 'day',
  at: '08:00',
  touches: [reviewCounts.get, reviewCounts.save, listingsToReview],
  emits: [reviewsCounted],
}, async ({ now, calendar, commit }) => {
  const date = calendar.dateOf(now);
  if (await reviewCounts.get(date)) return;
  const waiting: Waiting[] = [];
  let cursor: string | undefined;
  do {
    const page = await listingsToReview(reviewQueue, { limit: 1000, cursor });
    waiting.push(...page.items);
    cursor = page.cursor;
  } while (cursor);
  return commit({ writes: [reviewCounts.save(countReviews(waiting, date))] });
});
