import { describe, expect, it } from 'vitest';
import { after, between, hours, instant, minutes, type Instant } from '../../../shared/kernel/values/clock.ts';
import type { PageRequest } from '../../../shared/kernel/store/page.ts';
import { askAboutDue, pollLimit } from '../../../shared/kernel/store/waiting.ts';
import { nextLook, patience } from '../../../shared/payments/policy.ts';

const start = instant(Date.parse('2026-11-22T08:00:00.000Z'));

/** What waits in one shard, in the order of the index, under a poller that runs every minute. */
const shard = (opened: readonly Instant[]) => {
  let waiting = opened.map((since, i) => ({ id: `pay_${i}`, version: 1, since, askAgainAt: after(since, patience) }));
  return {
    run: async (now: Instant) => {
      const inOrder = waiting.toSorted((a, b) => (a.askAgainAt < b.askAgainAt ? -1 : 1));
      const ids = new Set<string>();
      const list = (_: string, { cursor = '0', limit }: PageRequest) => {
        const end = Number(cursor) + limit;
        return Promise.resolve({
          items: inOrder.slice(Number(cursor), end),
          ...(end < inOrder.length && { cursor: String(end) }),
        });
      };
      await askAboutDue({ list, partitions: ['one'], now }, (due) => {
        for (const { id } of due) ids.add(id);
        return Promise.resolve();
      });
      waiting = waiting.map((one) => (ids.has(one.id) ? { ...one, askAgainAt: nextLook(one.since, now) } : one));
      return ids;
    },
  };
};

describe('the poller', () => {
  it('asks about a payment in time, however many abandoned ones wait before it [PAY-05]', async () => {
    const abandoned = Array.from({ length: 2 * pollLimit }, () => start);
    const { run } = shard([...abandoned, after(start, minutes(1))]);
    const asked: Set<string>[] = [];
    for (let minute = 1; minute <= 6; minute += 1) asked.push(await run(after(start, minutes(minute))));
    const younger = `pay_${abandoned.length}`;
    expect(asked.findIndex((ids) => ids.has(younger))).toBeLessThanOrEqual(4);
    expect(Math.max(...asked.map(({ size }) => size))).toBe(pollLimit);
  });

  it('asks about nothing before its time, and then ever more seldom, at least every hour [PAY-05]', async () => {
    const { run } = shard([start]);
    const looks: number[] = [];
    for (let minute = 1; minute <= 60 * 24; minute += 1) {
      if ((await run(after(start, minutes(minute)))).size > 0) looks.push(minute);
    }
    expect(looks.slice(0, 6)).toEqual([2, 4, 6, 8, 10, 13]);
    const gaps = looks.slice(1).map((look, i) => look - looks[i]!);
    expect(gaps).toEqual(gaps.toSorted((a, b) => a - b));
    expect(gaps.at(-1)).toBe(60);
  });

  it('waits at least two minutes and at the most an hour for the next look', () => {
    expect(between(start, nextLook(start, start))).toBe(patience);
    expect(between(after(start, hours(48)), nextLook(start, after(start, hours(48))))).toBe(hours(1));
  });
});
