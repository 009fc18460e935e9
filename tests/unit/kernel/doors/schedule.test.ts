import { expect, it, vi } from 'vitest';
import { schedule, type Lane } from '../../../../shared/kernel/doors/schedule.ts';

it('gives each of several runs side by side its share, and all of it to a single one [PLT-03]', async () => {
  const environment = { USE_CASE: 'platform/sweep', STAGE: 'test', ZONE: 'Asia/Shanghai' };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const partitions = Array.from({ length: 64 }, (_, i) => `DUE#${i}`);
  const done: string[] = [];
  const { handler } = schedule(
    { summary: 'Sweeps.', every: 'minute', inLanes: true, touches: [] },
    async ({ share }) => void done.push(...share(partitions)),
  );
  const run = (event: Partial<Lane>) => handler(event, {} as never);
  for (const lanes of [1, 3, 8]) {
    done.length = 0;
    await Promise.all(Array.from({ length: lanes }, (_, lane) => run({ lane, lanes })));
    expect(done.toSorted()).toEqual(partitions.toSorted());
  }
  done.length = 0;
  await run({});
  expect(done).toEqual(partitions);
});
