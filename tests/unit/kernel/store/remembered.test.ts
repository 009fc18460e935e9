import { expect, it } from 'vitest';
import { after, seconds, type Instant } from '../../../../shared/kernel/values/clock.ts';
import { remembered } from '../../../../shared/kernel/store/remembered.ts';
import { asUseCase } from '../../../support/use-case.ts';

const start = '2026-11-22T08:00:00.000Z' as Instant;

const counted = (most = 100) => {
  let reads = 0;
  let broken = false;
  const read = remembered(seconds(10), most, async (...asked: string[]) => {
    reads += 1;
    if (broken) throw new Error('broken');
    return `${asked.join()} ${reads}`;
  });
  return {
    at: (ms: number, ...asked: string[]) => asUseCase({ now: after(start, ms), touches: [] }, () => read(...asked)),
    break: (now: boolean) => (broken = now),
    reads: () => reads,
  };
};

it('an answer is gone by for its time, and asked for anew after it, or when the clock was moved back', async () => {
  const { at } = counted();
  expect(await at(0, 'a')).toBe('a 1');
  expect(await at(seconds(10) - 1, 'a')).toBe('a 1');
  expect(await at(seconds(10), 'a')).toBe('a 2');
  expect(await at(-1, 'a')).toBe('a 3');
});

it('who asks the same at the same time shares one read; another question is another', async () => {
  const { at } = counted();
  expect(await Promise.all([at(0, 'a'), at(0, 'a'), at(0, 'a', 'b')])).toEqual(['a 1', 'a 1', 'a,b 2']);
});

it('a failure is remembered by nobody', async () => {
  const { at, break: broken } = counted();
  broken(true);
  await expect(at(0, 'a')).rejects.toThrow('broken');
  broken(false);
  expect(await at(1, 'a')).toBe('a 2');
});

it('no more is remembered than it may', async () => {
  const { at, reads } = counted(2);
  for (const asked of ['a', 'b', 'c', 'c']) await at(0, asked);
  expect(reads()).toBe(3);
  await at(0, 'a');
  expect(reads()).toBe(4);
});
