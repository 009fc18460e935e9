import { describe, expect, it } from 'vitest';
import { nextOccurrence } from '../../../local/runtime/schedule-expression.ts';

const next = (expression: string, after: string, timeZone = 'UTC'): string =>
  new Date(nextOccurrence(expression, timeZone, Date.parse(after))).toISOString();

describe('schedule-expression', () => {
  it.each([
    ['rate(1 minute)', '2026-11-22T08:00:30Z', '2026-11-22T08:01:30.000Z'],
    ['rate(12 hours)', '2026-11-22T08:00:00Z', '2026-11-22T20:00:00.000Z'],
    ['cron(0 2 * * ? *)', '2026-11-22T02:00:00Z', '2026-11-23T02:00:00.000Z'],
    ['cron(0/15 * * * ? *)', '2026-11-22T08:16:00Z', '2026-11-22T08:30:00.000Z'],
    ['cron(30 9 1 * ? *)', '2026-11-22T00:00:00Z', '2026-12-01T09:30:00.000Z'],
    // 2026-11-22 is a Sunday; the day of the week counts from Sunday = 1.
    ['cron(0 8 ? * 2 *)', '2026-11-22T00:00:00Z', '2026-11-23T08:00:00.000Z'],
    ['cron(0 8 ? * MON-FRI *)', '2026-11-20T09:00:00Z', '2026-11-23T08:00:00.000Z'],
    ['cron(0 0 L * ? *)', '2026-11-22T00:00:00Z', '2026-11-30T00:00:00.000Z'],
    ['cron(0 0 1 1 ? 2028)', '2026-11-22T00:00:00Z', '2028-01-01T00:00:00.000Z'],
  ])('%s after %s is %s', (expression, after, expected) => {
    expect(next(expression, after)).toBe(expected);
  });

  it('reads a cron expression in the time zone of the schedule', () => {
    expect(next('cron(0 2 * * ? *)', '2026-11-22T00:00:00Z', 'Asia/Shanghai')).toBe('2026-11-22T18:00:00.000Z');
  });

  it.each(['rate(5 weeks)', 'every day', 'cron(0 2 * * *)', 'cron(0 0 1 1 ? 2020)'])('refuses %s', (expression) => {
    expect(() => next(expression, '2026-11-22T00:00:00Z')).toThrow();
  });
});
