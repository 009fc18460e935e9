import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';

/** A moment in UTC, as ISO 8601 with milliseconds (`2026-11-22T08:30:00.000Z`): sorts as text. */
export type Instant = z.infer<typeof Instant>;
export const Instant = z.iso.datetime({ precision: 3 }).brand('Instant').meta({ id: 'Instant' });

/** A length of time in milliseconds. */
export type Duration = number;

export const seconds = (n: number): Duration => n * 1000;
export const minutes = (n: number): Duration => seconds(n * 60);
export const hours = (n: number): Duration => minutes(n * 60);
export const days = (n: number): Duration => hours(n * 24);

const writtenDuration = /^P(?=.)(?:(\d{1,4})D)?(?:T(?=.)(?:(\d{1,4})H)?(?:(\d{1,4})M)?)?$/;

/**
 * A length of time as ISO 8601 writes it, in days, hours and minutes: `P2D`, `PT36H`, `P1DT12H`.
 * @returns NaN for what is none
 */
export const durationOf = (text: string): Duration => {
  const parts = writtenDuration.exec(text);
  return parts
    ? days(Number(parts[1] ?? 0)) + hours(Number(parts[2] ?? 0)) + minutes(Number(parts[3] ?? 0))
    : Number.NaN;
};

/** @param ms milliseconds since the epoch */
export const instant = (ms: number): Instant => new Date(ms).toISOString() as Instant;
export const after = (from: Instant, wait: Duration): Instant => instant(Date.parse(from) + wait);
/** Milliseconds from `a` to `b`. */
export const between = (a: Instant, b: Instant): Duration => Date.parse(b) - Date.parse(a);
/** The UTC date of a moment, `2026-11-22`: where others count in UTC. Our own days are in calendar.ts. */
export const utcDateOf = (at: Instant): string => at.slice(0, 10);
/** The first moment of a UTC date. */
export const utcMidnight = (date: string): Instant => `${date}T00:00:00.000Z` as Instant;
/** Seconds since the epoch, as DynamoDB's time to live wants them. */
export const epochSeconds = (at: Instant): number => Math.floor(Date.parse(at) / 1000);

/**
 * Waits for the next whole second, and says which it was. Sessions tell their beginning to the second: those that began
 * before are earlier than this, those that begin from now on are not.
 */
export const nextSecond = async (): Promise<Instant> => {
  const next = (Math.floor(Date.now() / 1000) + 1) * 1000;
  while (Date.now() < next) await wait(next - Date.now());
  return instant(next);
};
