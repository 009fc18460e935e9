/** How fast stock turns over, and how old it is. */
import type { Stock } from '../stock.ts';
import { ageOf, averageOnHand, demandOf, type StockHistory } from '../replenishment/history.ts';

/** Days over which turnover is reckoned, at the most. */
export const turnoverDays = 90;

const aYear = 365;

export interface Turnover {
  /** Days that are known of the last ninety. */
  readonly days: number;
  readonly sold: number;
  readonly averageOnHand: number;
  /** How often a year all of it is sold, at the pace of these days: units sold a year ÷ units on hand on average. */
  readonly turnover?: number | undefined;
  /** Days for which what can be bought lasts at that pace. */
  readonly daysOfCover?: number | undefined;
  readonly averageAge: number;
  readonly oldestAge: number;
}

const rounded = (n: number): number => Math.round(n * 10) / 10;

/** The turnover of a SKU in the days before a date; ages as if the oldest units left first. */
export const turnoverOf = (history: StockHistory, { available }: Pick<Stock, 'available'>, date: string): Turnover => {
  const demand = demandOf(history, date, turnoverDays);
  const sold = demand.reduce((sum, units) => sum + units, 0);
  const average = averageOnHand(history, date, turnoverDays);
  const perDay = demand.length > 0 ? sold / demand.length : 0;
  const { average: averageAge, oldest: oldestAge } = ageOf(history, date);
  return {
    days: demand.length,
    sold,
    averageOnHand: rounded(average),
    turnover: average > 0 && demand.length > 0 ? rounded((perDay * aYear) / average) : undefined,
    daysOfCover: perDay > 0 ? Math.round(available / perDay) : undefined,
    averageAge,
    oldestAge,
  };
};
