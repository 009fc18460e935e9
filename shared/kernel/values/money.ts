import * as z from 'zod';
import { Broken } from '../problems.ts';
import { minorDigits } from './currencies.ts';

export type Currency = z.infer<typeof Currency>;
export const Currency = z.enum(Object.keys(minorDigits) as (keyof typeof minorDigits)[]).meta({ id: 'Currency' });

/** An amount in integer minor units with its currency: `{ amount: 1999, currency: 'BRL' }` is R$ 19.99. */
export type Money = z.infer<typeof Money>;
export const Money = z.strictObject({ amount: z.int().min(-1e15).max(1e15), currency: Currency }).meta({ id: 'Money' });
/**
 * The most that anything is priced at: ten million in a currency of two decimals. The largest cart comes to far less
 * than `Money` holds (shared/ordering/policy.ts), so that no sum on its way to an order has to be checked.
 */
export const maxPrice = 1e9;
/** A price of one thing, as somebody enters it: zero or more. */
export const Price = z.strictObject({ amount: z.int().min(0).max(maxPrice), currency: Currency }).meta({ id: 'Price' });
/** What prices come to together: zero or more. */
export const Total = z.strictObject({ amount: z.int().min(0).max(1e15), currency: Currency }).meta({ id: 'Total' });

export const money = (amount: number, currency: Currency): Money => {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`Not a whole number of minor units: ${amount}`);
  return { amount: amount + 0, currency }; // + 0: there is one zero, not a negative one besides
};

/** As people read it, with the digits of its currency: `13.29 BRL`. */
export const written = ({ amount, currency }: Money): string => {
  const digits = minorDigits[currency];
  const text = String(Math.abs(amount)).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return `${amount < 0 ? '−' : ''}${whole}${digits ? `.${text.slice(-digits)}` : ''} ${currency}`;
};

export const zero = (currency: Currency): Money => ({ amount: 0, currency });

/** @throws Broken when the currencies differ: whoever takes in amounts compares theirs first */
export const add = (a: Money, b: Money): Money => {
  if (a.currency !== b.currency) throw new Broken(`${a.currency} and ${b.currency} cannot be added`);
  return money(a.amount + b.amount, a.currency);
};

export const negate = (a: Money): Money => money(-a.amount, a.currency);
export const subtract = (a: Money, b: Money): Money => add(a, negate(b));
export const times = (a: Money, quantity: number): Money => money(a.amount * quantity, a.currency);
export const sum = (parts: readonly Money[], currency: Currency): Money => parts.reduce(add, zero(currency));
export const sameMoney = (a: Money, b: Money): boolean => a.amount === b.amount && a.currency === b.currency;

/**
 * A share of an amount at a rate in basis points (1 % = 100), rounded half away from zero to the minor unit.
 * Exact: computed in integers, so a share of an amount and of its negative differ by the sign alone.
 */
export const share = (of: Money, basisPoints: number): Money => {
  const product = BigInt(Math.abs(of.amount)) * BigInt(basisPoints);
  const rounded = Number((product + 5_000n) / 10_000n);
  return money(of.amount < 0 ? -rounded : rounded, of.currency);
};

/**
 * Splits a total by weights with the largest remainder method (Hamilton), so that the parts always sum to the total.
 * Equal remainders go to the earlier part. With no weight at all, everything goes to the first part.
 */
export const allocate = (total: Money, weights: readonly number[]): Money[] => {
  const whole = weights.reduce((a, b) => a + b, 0);
  if (whole === 0) return weights.map((_, i) => money(i === 0 ? total.amount : 0, total.currency));
  const sign = total.amount < 0 ? -1 : 1;
  const shares = weights.map((weight, i) => {
    const product = BigInt(Math.abs(total.amount)) * BigInt(weight);
    return { i, floor: Number(product / BigInt(whole)), remainder: product % BigInt(whole) };
  });
  let left = Math.abs(total.amount) - shares.reduce((a, { floor }) => a + floor, 0);
  const byRemainder = shares.toSorted((a, b) =>
    a.remainder === b.remainder ? a.i - b.i : a.remainder < b.remainder ? 1 : -1
  );
  for (const part of byRemainder) if (left-- > 0) part.floor += 1;
  return shares.map(({ floor }) => money(sign * floor, total.currency));
};
