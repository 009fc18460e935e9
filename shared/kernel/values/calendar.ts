import * as z from 'zod';
import { instant, type Duration, hours, type Instant } from './clock.ts';

/**
 * The business days of a time zone: a day is named by its date (`2026-11-22`), and lasts from its first moment up to
 * the next one's. So every moment is of exactly one day, and days follow each other without a gap, be they 23, 24 or 25
 * hours long.
 */
export interface Calendar {
  /** The date of the day that a moment is of. */
  readonly dateOf: (at: Instant) => string;
  /** The first moment of a day. Where the clocks go forward at midnight, that is the hour to which they go. */
  readonly startOf: (date: string) => Instant;
  /** The first moment after a day. */
  readonly endOf: (date: string) => Instant;
}

/** `2026-11` */
export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/).meta({
  id: 'Month',
  description: "Of the stage's zone: `2026-11`",
});

/** The date so many days later, or earlier. */
export const dateAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

/** These dates and all between them, in order; none when the second is before the first. */
export const datesThrough = (first: string, last: string): string[] =>
  Array.from({ length: (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1 }, (_, i) => dateAfter(first, i));

/** Clocks of the world are at most so far before and behind UTC. */
const furthest: Duration = hours(15);

/** @param zone an IANA time zone, `Asia/Shanghai`. @throws RangeError when there is no such zone */
export const calendarOf = (zone: string): Calendar => {
  const format = formatOf(zone);
  const dateOf = (at: Instant): string => {
    const parts = Object.fromEntries(format.formatToParts(Date.parse(at)).map(({ type, value }) => [type, value]));
    return `${parts['year']!.padStart(4, '0')}-${parts['month']}-${parts['day']}`;
  };
  /** Found by bisection: `Intl` says which date it is at a moment, but not when a date begins. */
  const startOf = (date: string): Instant => {
    let before = Date.parse(date) - furthest;
    let reached = Date.parse(date) + furthest;
    while (reached - before > 1) {
      const middle = Math.floor((before + reached) / 2);
      if (dateOf(instant(middle)) < date) before = middle;
      else reached = middle;
    }
    return instant(reached);
  };
  return { dateOf, startOf, endOf: (date) => startOf(dateAfter(date, 1)) };
};

const formats = new Map<string, Intl.DateTimeFormat>();

/** Made once a process: it takes a millisecond. */
const formatOf = (zone: string): Intl.DateTimeFormat => {
  const made = formats.get(zone)
    ?? new Intl.DateTimeFormat('en', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
  formats.set(zone, made);
  return made;
};
