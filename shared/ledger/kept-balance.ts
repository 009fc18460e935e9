import { guardedCodes, type GuardedCode } from './accounts.ts';

type Amounts = Readonly<Partial<Record<GuardedCode, number>>>;

/** A balance as it is kept: the attributes of its item, or of its sub-balances together. */
export type KeptBalance = Readonly<Record<string, unknown>>;

/** What sub-balances are together. */
export const together = (kept: readonly KeptBalance[]): KeptBalance => {
  const sums: Record<string, number> = {};
  for (const [name, amount] of kept.flatMap((one) => Object.entries(one))) {
    if (isDay(name) || (guardedCodes as string[]).includes(name)) sums[name] = (sums[name] ?? 0) + Number(amount);
  }
  return sums;
};

/** The attribute that counts what has moved on a guarded account on one UTC day. */
export const dayOf = (code: GuardedCode, date: string): string => `${code}@${date}`;

const isDay = (attribute: string): boolean => attribute.includes('@');
const dateIn = (attribute: string): string => attribute.slice(attribute.indexOf('@') + 1);

/** The counted days up to a date: once that date has been checked, nobody needs them any more. */
export const daysThrough = (kept: KeptBalance, date: string): string[] =>
  Object.keys(kept).filter((attribute) => isDay(attribute) && dateIn(attribute) <= date);

/** What was owed at the end of a UTC day: what is owed now, without what has moved on the days after it. */
export const owedAtEndOf = (kept: KeptBalance, date: string): Amounts => {
  const amount = (attribute: string): number => Number(kept[attribute] ?? 0);
  const since = Object.keys(kept).filter((attribute) => isDay(attribute) && dateIn(attribute) > date);
  return Object.fromEntries(
    guardedCodes.map((code) => [
      code,
      since.filter((attribute) => attribute.startsWith(`${code}@`)).reduce(
        (owed, attribute) => owed - amount(attribute),
        amount(code),
      ),
    ]),
  );
};
