import type { Instant } from '../kernel/values/clock.ts';
import { Currency, money } from '../kernel/values/money.ts';
import { providerFee, type Entry } from '../ledger/public.ts';
import type { ForeignMoney, StatementLine } from '../payments/public.ts';

/** What the provider has kept by a line, beside the line's own amount. */
export const feeOf = ({ type, amount, fee }: StatementLine): ForeignMoney => ({
  amount: fee.amount - (type === 'fee' ? amount.amount : 0),
  currency: fee.currency,
});

/** Fees are booked from the statement itself; those in a currency that is not traded in cannot be. */
export const isBooked = ({ currency }: ForeignMoney): boolean => Currency.safeParse(currency).success;

/** A line that is named twice is one line. */
const once = (lines: readonly StatementLine[]): StatementLine[] => [
  ...new Map(
    lines.map((line) => [`${line.date} ${line.type} ${line.providerId} ${line.fee.currency}`, line]),
  ).values(),
];

/** What the provider has kept of a day's movements. */
export const keptBy = (lines: readonly StatementLine[]): ForeignMoney[] =>
  once(lines).map(feeOf).filter((fee) => fee.amount !== 0 && isBooked(fee));

/**
 * The entries of what the provider has kept of a day's movements: one for each line, with an id that follows from it, so
 * that a statement that is read again, or names a line twice, books nothing twice.
 */
export const feeEntries = (provider: string, lines: readonly StatementLine[], now: Instant): Entry[] =>
  once(lines).flatMap((line) => {
    const fee = feeOf(line);
    return fee.amount !== 0 && isBooked(fee)
      ? [providerFee({ ...line, provider, amount: money(fee.amount, fee.currency as Currency) }, now)]
      : [];
  });
