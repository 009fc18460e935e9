/** Currencies that the platform trades in, with the digits of their minor unit (ISO 4217). Data alone: browsers read it, too. */
export const minorDigits = { AUD: 2, BRL: 2, CNY: 2, EUR: 2, GBP: 2, HKD: 2, JPY: 0, KWD: 3, SGD: 2, USD: 2 } as const;
