import { due, dueIndex } from '../../shared/kernel/store/due.ts';
import { bus } from '../../shared/kernel/doors/relay.ts';
import { schedule } from '../../shared/kernel/doors/schedule.ts';

export const { contract, handler } = schedule({
  summary: 'Hands deadlines that have passed to the use cases that wait for them.',
  every: 'minute',
  inLanes: true,
  touches: [due.passed, due.clear, bus.fire],
  timeout: 50_000,
}, async ({ now, share }) => {
  const sweep = async (partition: string): Promise<void> => {
    for (let fired = 1; fired > 0;) {
      const taken = await bus.fire(await due.passed(partition, now));
      await due.clear(partition, taken);
      fired = taken.length;
    }
  };
  await Promise.all(share(dueIndex.partitions()).map(sweep));
});
