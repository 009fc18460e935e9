/** When an EventBridge Scheduler expression fires next. */
import { Cron } from 'croner';

const unitMs: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * The first occurrence after a moment, both in milliseconds since the epoch. A rate counts from that moment.
 * @param expression `rate(5 minutes)` or `cron(0 2 * * ? *)`: minute, hour, day of the month, month, day of the week
 * (1 = Sunday), year
 * @throws Error for an expression that never fires again, or that Scheduler would refuse
 */
export const nextOccurrence = (expression: string, timeZone: string, after: number): number => {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate) return after + Number(rate[1]) * unitMs[rate[2]!]!;
  const cron = /^cron\((\S+ \S+ \S+ \S+ \S+ \S+)\)$/.exec(expression);
  if (!cron) throw new Error(`${expression} is no schedule expression: rate(5 minutes) or cron(0 2 * * ? *)`);
  // For AWS `?` leaves one of the two days open; croner would take it as a second choice beside the other.
  const next = new Cron(`0 ${cron[1]!.replace('?', '*')}`, {
    timezone: timeZone,
    mode: '7-part',
    alternativeWeekdays: true,
    sloppyRanges: true,
    paused: true,
  }).nextRun(new Date(after));
  if (!next) throw new Error(`${expression} never fires again`);
  return next.getTime();
};
