import { countDesk, countIdOf } from '../../shared/desks/count.ts';
import { desks } from '../../shared/desks/declared.ts';
import { deskCounted } from '../../shared/desks/events.ts';
import { figuresOf } from '../../shared/desks/figures.ts';
import { countAt, deskCounts } from '../../shared/desks/store.ts';
import { schedule } from '../../shared/kernel/doors/schedule.ts';

export const { contract, handler } = schedule({
  summary: 'Tells those at each desk once a day what waits for them.',
  every: 'day',
  at: '08:00',
  touches: [countAt, deskCounts.get, deskCounts.save],
  emits: [deskCounted],
}, async ({ now, calendar, commit }) => {
  const date = calendar.dateOf(now);
  for (const desk of desks) {
    if (await deskCounts.get(countIdOf(desk, date))) continue;
    const { waiting, breached, oldest } = figuresOf(await countAt(desk, now), now);
    if (!waiting || !oldest) continue;
    await commit({ writes: [deskCounts.save(countDesk(desk, { waiting, late: breached, oldest }, date))] });
  }
});
