import * as z from 'zod';
import { after, instant, minutes, type Instant } from '../kernel/values/clock.ts';

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day like 22:30');

const isZone = (zone: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
};

/** Hours of each day in which nothing that can wait rings or lights up, by the clock of the receiver's zone. */
export type QuietHours = z.infer<typeof QuietHours>;
export const QuietHours = z.strictObject({
  from: TimeOfDay,
  to: TimeOfDay,
  zone: z.string().max(64).refine(isZone, 'must be a time zone like Asia/Shanghai'),
}).refine(({ from, to }) => from !== to, 'must end at another time than they begin').meta({ id: 'QuietHours' });

const day = 24 * 60;

const minuteOf = (time: string): number => {
  const [hour, minute] = time.split(':').map(Number);
  return hour! * 60 + minute!;
};

/** The minute of the day that clocks in a zone show. */
const minuteIn = (zone: string, at: Instant): number =>
  minuteOf(
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(new Date(at)),
  );

/**
 * When the quiet hours end that `at` lies in; undefined when it lies in none. Across a change to or from daylight
 * saving it is the clock on the wall that counts; a time that is skipped comes as much later.
 */
export const quietUntil = ({ from, to, zone }: QuietHours, at: Instant): Instant | undefined => {
  const [begin, end, present] = [minuteOf(from), minuteOf(to), minuteIn(zone, at)];
  const length = (end - begin + day) % day;
  const gone = (present - begin + day) % day;
  if (gone >= length) return undefined;
  const minute = instant(Math.floor(Date.parse(at) / minutes(1)) * minutes(1));
  const guess = after(minute, minutes(length - gone));
  // The wall clock may have been moved meanwhile: what it is off by then, in minutes from -12 to 12 hours.
  const off = ((minuteIn(zone, guess) - end + day + day / 2) % day) - day / 2;
  const corrected = after(guess, minutes(-off));
  return minuteIn(zone, corrected) === end ? corrected : guess;
};
