/** Money, dates and numbers as readers of a language write them. */
import { minorDigits } from '../../shared/kernel/values/currencies.ts';
import type { Money } from '../../shared/kernel/values/money.ts';
import type { Locale } from '../../shared/kernel/values/text.ts';

export interface Formats {
  /** `¥168.00` */
  readonly money: (amount: Money) => string;
  /** `24 Nov 2026, 14:05`, in the reader's time zone. @param iso a UTC instant */
  readonly time: (iso: string) => string;
  /** `24 Nov 2026`, in the reader's time zone. */
  readonly day: (iso: string) => string;
  readonly count: (n: number) => string;
}

/** With `zone` in that time zone, else in the one of the machine that it runs on: in a browser the reader's. */
export const formatsOf = (locale: Locale, zone?: string): Formats => {
  const tag = locale === 'zh' ? 'zh-CN' : 'en-GB';
  const currencies = new Map<string, Intl.NumberFormat>();
  const currency = (code: string): Intl.NumberFormat => {
    const made = currencies.get(code)
      ?? new Intl.NumberFormat(tag, { style: 'currency', currency: code, currencyDisplay: 'narrowSymbol' });
    currencies.set(code, made);
    return made;
  };
  const time = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
  const day = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: zone });
  const number = new Intl.NumberFormat(tag);
  return {
    money: ({ amount, currency: code }) => {
      const format = currency(code);
      // What a provider has told may be in a currency that is none of ours.
      return format.format(amount / 10 ** (minorDigits[code] ?? format.resolvedOptions().maximumFractionDigits ?? 0));
    },
    time: (iso) => time.format(new Date(iso)),
    day: (iso) => day.format(new Date(iso)),
    count: (n) => number.format(n),
  };
};
