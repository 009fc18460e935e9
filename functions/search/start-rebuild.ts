import { schedule } from '../../shared/kernel/doors/schedule.ts';
import { rebuilds } from '../../shared/search/rebuild-job.ts';

export const { contract, handler } = schedule({
  summary: 'Has the index of searches written anew each day, with what has sold since.',
  every: 'day',
  at: '03:40',
  touches: [rebuilds.send],
}, async ({ now: orderedAt }) => {
  await rebuilds.send([{ key: `search:${orderedAt}`, message: { orderedAt } }]);
});
