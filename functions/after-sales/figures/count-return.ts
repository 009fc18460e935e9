import { countedOf } from '../../../shared/after-sales/figures.ts';
import { returnFigures } from '../../../shared/after-sales/figure-store.ts';
import { returnMoved, returnRated, returnRequested } from '../../../shared/after-sales/events.ts';
import { returns } from '../../../shared/after-sales/store.ts';
import { subscriber } from '../../../shared/kernel/doors/subscriber.ts';

export const { contract, handler } = subscriber({
  summary: 'Counts returns that are asked for, ended or rated, by shop, category and reason.',
  on: [returnRequested, returnMoved, returnRated],
  touches: [returns.need, returnFigures.count],
}, async ({ event: { data, occurredAt }, calendar, commit }) => {
  const one = await returns.need(data.returnId);
  const counts = countedOf(one, data);
  if (counts) await commit({ writes: returnFigures.count(one, counts, calendar.dateOf(occurredAt)) });
});
