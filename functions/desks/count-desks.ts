import { countDesks, countIdOf } from '../../shared/desks/count.ts';
import { desks } from '../../shared/desks/declared.ts';
import { desksCounted } from '../../shared/desks/events.ts';
import { figuresOf } from '../../shared/desks/figures.ts';
import { countAt, deskCounts } from '../../shared/desks/store.ts';
import { schedule } from '../../shared/kernel/doors/schedule.ts';

export const { contract, handler } = schedule({
  summary: 'Tells those at the desks once a day what waits for them.',
  every: 'day',
  at: '08:00',
  touches: [countAt, deskCounts.get, deskCounts.save],
  emits: [desksCounted],
}, async ({ now, calendar, commit }) => {
  const date = calendar.dateOf(now);
  for (const [role, theirs] of Map.groupBy(desks, ({ roles }) => roles[0])) {
    if (await deskCounts.get(countIdOf(role, date))) continue;
    const counted = await Promise.all(theirs.map(async (desk) => {
      const { waiting, breached, oldest } = figuresOf(await countAt(desk, now), now);
      return waiting && oldest ? [{ desk: desk.deskName, waiting, late: breached, oldest }] : [];
    }));
    const waiting = counted.flat();
    if (waiting.length > 0) await commit({ writes: [deskCounts.save(countDesks(role, waiting, date))] });
  }
});
