import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarOf, dateAfter, datesThrough } from '../../../../shared/kernel/values/calendar.ts';
import { after, between, hours, instant } from '../../../../shared/kernel/values/clock.ts';

const zone = fc.constantFrom('UTC', ...Intl.supportedValuesOf('timeZone'));
const moment = fc.integer({ min: Date.UTC(2012, 0, 2), max: Date.UTC(2037, 0, 1) }).map(instant);

describe('a business day', () => {
  it.each([
    ['UTC', '2026-02-28', '2026-02-28T00:00:00.000Z', 24],
    ['Asia/Shanghai', '2026-11-22', '2026-11-21T16:00:00.000Z', 24],
    ['America/New_York', '2026-03-08', '2026-03-08T05:00:00.000Z', 23],
    ['America/New_York', '2026-11-01', '2026-11-01T04:00:00.000Z', 25],
    ['Australia/Lord_Howe', '2026-10-04', '2026-10-03T13:30:00.000Z', 23.5],
    // There is no midnight: the clocks go from there to one o'clock.
    ['Asia/Beirut', '2026-03-29', '2026-03-28T22:00:00.000Z', 23],
    // Midnight comes twice.
    ['America/Havana', '2026-11-01', '2026-11-01T04:00:00.000Z', 25],
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z', 23],
    // Samoa crossed the date line: its day did not take place.
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z', 0],
  ])('of %s on %s begins at %s and has %d hours', (name, date, start, length) => {
    const calendar = calendarOf(name);
    expect(calendar.startOf(date)).toBe(start);
    expect(between(calendar.startOf(date), calendar.endOf(date))).toBe(hours(length));
  });

  it('holds every moment of its date and no other, in every zone, and the next one begins where it ends', () => {
    fc.assert(fc.property(zone, moment, (name, at) => {
      const { dateOf, startOf, endOf } = calendarOf(name);
      const date = dateOf(at);
      expect(startOf(date) <= at && at < endOf(date)).toBe(true);
      expect(dateOf(startOf(date))).toBe(date);
      expect(dateOf(after(startOf(date), -1)) < date).toBe(true);
      expect(endOf(date)).toBe(startOf(dateAfter(date, 1)));
    }));
  });

  it('around each change of the clocks is as long as the clocks say', () => {
    const changing = ['America/New_York', 'Europe/Lisbon', 'Asia/Beirut', 'America/Havana', 'Australia/Lord_Howe'];
    const days = fc.integer({ min: 0, max: 366 }).map((n) => dateAfter('2026-01-01', n));
    fc.assert(
      fc.property(fc.constantFrom(...changing), days, (name, date) => {
        const { startOf, endOf } = calendarOf(name);
        expect([23, 23.5, 24, 24.5, 25].map(hours)).toContain(between(startOf(date), endOf(date)));
      }),
      { examples: [['America/New_York', '2026-03-08'], ['America/Havana', '2026-11-01']] },
    );
  });

  it('refuses a zone that there is not', () => {
    expect(() => calendarOf('Mars/Olympus')).toThrow(RangeError);
  });
});

it('dates follow each other, and none lies between a date and one before it', () => {
  expect(datesThrough('2026-02-27', '2026-03-01')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
  expect(datesThrough('2026-03-01', '2026-03-01')).toEqual(['2026-03-01']);
  expect(datesThrough('2026-03-02', '2026-03-01')).toEqual([]);
  expect(datesThrough('2026-03-05', '2026-03-01')).toEqual([]);
});
