import { due, dueIndex } from '../../shared/kernel/due.ts';
import { bus } from '../../shared/kernel/relay.ts';
import { schedule } from '../../shared/kernel/schedule.ts';

export const { contract, handler } = schedule({
  summary: 'Hands deadlines that have passed to the use cases that wait for them.',
  every: 'minute',
  inLanes: true,
  touches: [due.passed, due.clear, bus.fire],
  timeout: 50_000,
}, async ({ now, share }) => {
  const sweep = async (partition: string): Promise<void> => {
    const passed = await due.passed(partition, now);
    const fired = await bus.fire(passed);
    await due.clear(partition, fired);
    if (fired.length > 0) await sweep(partition);
  };
  await Promise.all(share(dueIndex.partitions()).map(sweep));
});
