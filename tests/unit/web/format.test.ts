import { describe, expect, it } from 'vitest';
import { formatsOf } from '../../../web/shared/format.ts';

/** As the two languages write it; the space between a symbol and its number is of their own kind. */
const plain = (text: string): string => text.replace(/\s/g, ' ');

describe('what a reader sees', () => {
  it.each(
    [
      ['zh', 'Asia/Shanghai', '2026年11月25日 00:30', '2026年11月25日'],
      ['en', 'Europe/London', '24 Nov 2026, 16:30', '24 Nov 2026'],
      ['en', 'America/Sao_Paulo', '24 Nov 2026, 13:30', '24 Nov 2026'],
      // A quarter of an hour apart from whole ones.
      ['en', 'Asia/Kathmandu', '24 Nov 2026, 22:15', '24 Nov 2026'],
    ] as const,
  )('is the time of their zone, as %s is written: %s [INT-05]', (locale, zone, time, day) => {
    const formats = formatsOf(locale, zone);
    expect(formats.time('2026-11-24T16:30:00.000Z')).toBe(time);
    expect(formats.day('2026-11-24T16:30:00.000Z')).toBe(day);
  });

  it('goes by summer time where there is one [INT-05]', () => {
    expect(formatsOf('en', 'Europe/London').time('2026-07-24T16:30:00.000Z')).toBe('24 Jul 2026, 17:30');
  });

  it.each(
    [
      ['zh', { amount: 123456, currency: 'CNY' }, '¥1,234.56'],
      ['en', { amount: 123456, currency: 'BRL' }, 'R$1,234.56'],
      ['en', { amount: 1234, currency: 'JPY' }, '¥1,234'],
      ['en', { amount: -500, currency: 'EUR' }, '-€5.00'],
    ] as const,
  )('is money as %s is written, with as many decimals as its currency has: %j [INT-05]', (locale, money, expected) => {
    expect(plain(formatsOf(locale).money(money))).toBe(expected);
  });

  it('is a number with its thousands apart [INT-05]', () => {
    expect([formatsOf('zh').count(1234567), formatsOf('en').count(1234567)]).toEqual(['1,234,567', '1,234,567']);
  });
});
