import { due, dueShards } from '../../shared/kernel/due.ts';
import { bus } from '../../shared/kernel/relay.ts';
import { schedule } from '../../shared/kernel/schedule.ts';

export const { contract, handler } = schedule({
  summary: 'Hands deadlines that have passed to the use cases that wait for them.',
  every: 'minute',
  touches: [due.passed, due.clear, bus.fire],
  timeout: 50_000,
}, async ({ now }) => {
  const sweep = async (shard: number): Promise<void> => {
    const passed = await due.passed(shard, now);
    const fired = await bus.fire(passed);
    await due.clear(fired);
    if (fired.length > 0) await sweep(shard);
  };
  await Promise.all(Array.from({ length: dueShards }, (_, shard) => sweep(shard)));
});
