/** The numbers of a chart, out of a list's rows. */
import { minorDigits } from '../../../shared/kernel/values/currencies.ts';
import type { Money } from '../../../shared/kernel/values/money.ts';

export interface Series {
  /** The field; of one within another, both: `totals.net`. */
  readonly name: string;
  /** Of amounts: amounts of different currencies are never on one line. */
  readonly currency?: Money['currency'];
  /** One for each row; none where a row has nothing in this currency. Amounts are in whole units of it. */
  readonly values: readonly (number | null)[];
}

/** One series for each of these fields, and of amounts one for each currency that there is. */
export const seriesOf = (rows: readonly object[], names: readonly string[]): Series[] =>
  names.flatMap((name): Series[] => {
    const values = rows.map((row) => within(row, name.split('.')));
    const currencies = [...new Set(values.flatMap(amountsIn).map(({ currency }) => currency))];
    if (currencies.length === 0) return [{ name, values: values.map((value) => Number(value ?? 0)) }];
    return currencies.map((currency) => ({
      name,
      currency,
      values: values.map((value) => {
        const found = amountsIn(value).find((one) => one.currency === currency);
        return found ? found.amount / 10 ** minorDigits[currency] : null;
      }),
    }));
  });

const within = (value: unknown, [name, ...rest]: readonly string[]): unknown =>
  name === undefined ? value : within((value as Record<string, unknown> | undefined)?.[name], rest);

const amountsIn = (value: unknown): Money[] =>
  [value].flat().filter((one): one is Money => typeof one === 'object' && one !== null && 'amount' in one);
