import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import {
  after,
  days,
  durationOf,
  hours,
  instant,
  minutes,
  type Instant,
} from '../../../../shared/kernel/values/clock.ts';
import {
  inForce,
  lasting,
  rulebook,
  valueOf,
  whole,
  type Book,
  type Version,
} from '../../../../shared/kernel/policy/rulebook.ts';

const start = '2026-11-22T08:00:00.000Z' as Instant;
const book = (...versions: Version[]): Book => ({ id: 'tea-times', version: 1, versions });
const version = (from: Instant, fields: Partial<Version> = {}): Version => ({
  from,
  schemaVersion: 1,
  value: { steep: 'PT3M', cups: 2 },
  ...fields,
});

describe('a length of time', () => {
  it.each([
    ['PT30M', minutes(30)],
    ['PT48H', hours(48)],
    ['P2D', days(2)],
    ['P1DT12H5M', days(1) + hours(12) + minutes(5)],
    ['PT0M', 0],
    ['P', Number.NaN],
    ['PT', Number.NaN],
    ['P1DT', Number.NaN],
    ['P1M', Number.NaN],
    ['P1W', Number.NaN],
    ['PT1.5H', Number.NaN],
    ['-PT5M', Number.NaN],
    ['30', Number.NaN],
    ['', Number.NaN],
  ])('%s is %d ms', (text, expected) => expect(durationOf(text)).toBe(expected));

  it.each(['PT4M', 'P8D', 'soon', 'P'])('refuses %s out of its bounds', (text) => {
    expect(lasting('PT5M', 'P7D').safeParse(text).error?.issues[0]?.message).toBe(
      'must be a length of time from PT5M to P7D',
    );
  });
});

describe('what is in force', () => {
  const first = after(start, days(1));
  const second = after(start, days(2));
  it.each([
    ['nothing was decided', undefined, start, 0],
    ['nothing has begun', book(version(first)), after(first, -1), 0],
    ['it begins at its very time', book(version(first)), first, 1],
    ['it lasts until the next begins', book(version(first), version(second)), after(second, -1), 1],
    ['the next has begun', book(version(first), version(second)), second, 2],
    ['it was withdrawn', book(version(first, { withdrawn: true })), second, 0],
    ['the one before a withdrawn one stays', book(version(first), version(second, { withdrawn: true })), second, 1],
    ['another came in place of a withdrawn one', book(version(second, { withdrawn: true }), version(first)), second, 2],
  ])('%s', (_, found, at, expected) => expect(inForce(found, at)).toBe(expected));

  it('is exactly one version at any instant', () => {
    const timeline = fc.array(fc.record({ gap: fc.integer({ min: 1, max: 1e9 }), withdrawn: fc.boolean() }), {
      maxLength: 12,
    }).map((steps) => {
      let from = 0;
      return steps.map(({ gap, withdrawn }): Version => {
        const at = from + gap;
        if (!withdrawn) from = at;
        return version(instant(at), withdrawn ? { withdrawn } : {});
      });
    });
    fc.assert(fc.property(timeline, fc.nat(2e10), (versions, at) => {
      const now = instant(at);
      const ends = (place: number): Instant | undefined =>
        versions.slice(place + 1).find(({ withdrawn }) => !withdrawn)?.from;
      const covering = versions.flatMap(({ from, withdrawn }, place) =>
        !withdrawn && from <= now && now < (ends(place) ?? '9') ? [place + 1] : []
      );
      const byDefault = versions.every(({ from, withdrawn }) => withdrawn || from > now) ? [0] : [];
      expect([...byDefault, ...covering]).toEqual([inForce(book(...versions), now)]);
    }));
  });
});

describe('a rulebook', () => {
  const declare = (schemaVersion: number, upgrades = {}) =>
    rulebook('tea-times', schemaVersion, z.strictObject({ steep: lasting('PT1M', 'PT1H'), cups: whole(1, 9) }), {
      steep: 'PT4M',
      cups: 1,
    }, { summary: 'How tea is made.', propose: ['operator'], upgrades });

  it('has its default as version 0, ready to go by', () => {
    expect(declare(1).byDefault).toEqual({ steep: minutes(4), cups: 1, version: 0 });
    expect(valueOf(declare(1), undefined, 0)).toEqual({ steep: 'PT4M', cups: 1 });
  });

  it('cannot be declared with a default that its schema refuses', () => {
    expect(() =>
      rulebook('tea-times', 1, z.strictObject({ cups: whole(1, 9) }), { cups: 0 }, {
        summary: 'How tea is made.',
        propose: ['operator'],
      })
    ).toThrow('cups');
  });

  it('upgrades what was decided under an earlier schema, step by step', () => {
    const old = book(version(start, { value: { minutes: 3 } }));
    const declared = declare(3, {
      1: ({ minutes: length }: { minutes: number }) => ({ steep: `PT${length}M` }),
      2: (value: object) => ({ ...value, cups: 2 }),
    });
    expect(valueOf(declared, old, 1)).toEqual({ steep: 'PT3M', cups: 2 });
  });

  it('refuses what a newer release has decided, and what was never decided', () => {
    const newer = book(version(start, { schemaVersion: 2 }));
    expect(() => valueOf(declare(1), newer, 1)).toThrow('Version 1 of tea-times is of schema 2, this release knows 1');
    expect(() => valueOf(declare(1), newer, 2)).toThrow('tea-times has no version 2');
  });
});
