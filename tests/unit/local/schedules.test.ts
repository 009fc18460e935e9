import { afterEach, describe, expect, it } from 'vitest';
import { createSchedules, type Schedules } from '../../../local/runtime/schedules.ts';
import { shiftedClock } from '../../../local/shifted-clock.ts';
import type { ScheduleSpec } from '../../../local/deployment/deployment.ts';
import { place } from './fixtures/stacks.ts';

const spec = (name: string, expression: string, input?: string): ScheduleSpec => ({
  name,
  expression,
  timeZone: 'UTC',
  functionName: name,
  input,
});
const hour = 3_600_000;

describe('schedules', () => {
  let schedules: Schedules;
  const fired: { name: string; event: unknown }[] = [];
  const clock = shiftedClock();
  const start = (...specs: ScheduleSpec[]): void => {
    fired.length = 0;
    schedules = createSchedules({ clock, place, invoke: async (name, event) => void fired.push({ name, event }) });
    schedules.deploy(specs);
  };
  afterEach(() => schedules.stop());

  it('fires once what a move of the clock passed, the most frequent first, and waits in between', async () => {
    start(spec('daily', 'cron(0 2 * * ? *)'), spec('sweep', 'rate(1 minute)'), spec('yearly', 'cron(0 0 1 1 ? *)'));
    clock.set(clock.offsetMs() + 48 * hour);
    const seen: string[][] = [];
    await schedules.catchUp(async () => void seen.push(fired.map(({ name }) => name)));
    expect(seen).toEqual([['sweep'], ['sweep', 'daily']]);
  });

  it('fires nothing whose time has not come', async () => {
    start(spec('later', 'rate(2 hours)'));
    clock.set(clock.offsetMs() + hour);
    await schedules.catchUp(async () => undefined);
    expect(fired).toEqual([]);
    clock.set(clock.offsetMs() + hour);
    await schedules.catchUp(async () => undefined);
    expect(fired).toHaveLength(1);
  });

  it('keeps the next occurrence of a schedule that is deployed again unchanged', () => {
    start(spec('same', 'rate(1 hour)'), spec('other', 'rate(1 hour)'));
    const before = schedules.list().find(({ name }) => name === 'same')!.next;
    clock.set(clock.offsetMs() + 60_000);
    schedules.deploy([spec('same', 'rate(1 hour)'), spec('other', 'rate(2 hours)')]);
    expect(schedules.list().find(({ name }) => name === 'same')!.next).toBe(before);
    expect(schedules.list().find(({ name }) => name === 'other')!.next).not.toBe(before);
  });

  it('fills in what Scheduler knows of the occurrence', async () => {
    start(spec('filled', 'rate(1 day)', '{"at":"<aws.scheduler.scheduled-time>"}'), spec('plain', 'rate(1 day)'));
    expect((await schedules.run('filled')) + (await schedules.run('plain'))).toBe(2);
    expect(fired[0]!.event).toEqual({ at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) });
    expect(fired[1]!.event).toMatchObject({ source: 'aws.scheduler', 'detail-type': 'Scheduled Event' });
  });
});
