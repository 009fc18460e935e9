import { schedule } from '../../shared/kernel/doors/schedule.ts';
import { rebuilds } from '../../shared/search/store.ts';

export const { contract, handler } = schedule({
  summary: 'Has the index of searches written anew each day, with what has sold since.',
  every: 'day',
  at: '03:40',
  touches: [rebuilds],
}, async ({ now: orderedAt }) => {
  await rebuilds([{ key: `search:${orderedAt}`, message: { orderedAt } }]);
});
