import { describe, expect, it } from 'vitest';
import {
  after,
  between,
  utcDateOf,
  days,
  epochSeconds,
  instant,
  Instant,
  minutes,
} from '../../../../shared/kernel/values/clock.ts';
import { AccountId, id, idsAt } from '../../../../shared/kernel/values/ids.ts';

const now = instant(Date.UTC(2026, 10, 22, 23, 59, 59, 999));

describe('ids', () => {
  it('sort by time and by order of making, and name their kind', () => {
    const newId = idsAt(now);
    const later = idsAt(after(now, 1));
    const made = [newId('order'), newId('order'), newId('order'), later('order')];
    expect(made.toSorted()).toEqual(made);
    expect(new Set(made).size).toBe(4);
    expect(id('order').safeParse(made[0]).success).toBe(true);
    expect(id('payment').safeParse(made[0]).success).toBe(false);
    expect(id('order').safeParse('ord_1').success).toBe(false);
  });

  it('of accounts are what Cognito makes: UUIDs, also of a variant that RFC 9562 does not know', () => {
    for (const sub of ['24688438-40e1-70d0-d97e-084cfc8992c7', '0b1e7f3a-5c5e-4d2b-9c1f-2f6f7b6f2a11']) {
      expect(AccountId.safeParse(sub).success, sub).toBe(true);
    }
    expect(AccountId.safeParse('24688438-40e1-70d0').success).toBe(false);
  });
});

describe('the clock', () => {
  it('counts in milliseconds of UTC', () => {
    expect(now).toBe('2026-11-22T23:59:59.999Z');
    expect(Instant.safeParse(now).success).toBe(true);
    expect(utcDateOf(after(now, 1))).toBe('2026-11-23');
    expect(between(now, after(now, days(1)))).toBe(86_400_000);
    expect(epochSeconds(after(now, minutes(1))) - epochSeconds(now)).toBe(60);
  });
});
