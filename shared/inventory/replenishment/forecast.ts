/**
 * Forecasts of daily demand, with the error of each. Simple ones on purpose: they say what they do, and a back-test says how
 * well; what is measured on the orders of a real marketplace is in docs/decisions/replenishment.md.
 */

import * as z from 'zod';

/** Days that have to be known before anything is said. */
export const leastDays = 28;
/** Of these, those by which a forecast begins and of which it is not judged. */
const warmUp = 14;

/** Smoothing constants, within what the literature uses (Syntetos and Boylan, 2005: 0.05 to 0.2). */
const smoothing = { steady: 0.2, chance: 0.05, size: 0.1 };

/** Days from one sale to the next from which on demand is intermittent (Syntetos, Boylan and Croston, 2005). */
const intermittentFrom = 1.32;

export type Method = z.infer<typeof Method>;
export const Method = z.enum(['exponential-smoothing', 'intermittent']);

export interface Forecast {
  readonly method: Method;
  /** Units a day from now on. */
  readonly perDay: number;
  /**
   * Of forecasts for one day each, made with what was known the day before: the mean absolute error and the root of the mean
   * square error, in units; and the latter in relation to that of saying "as yesterday" (root mean squared scaled error:
   * below 1 is better). So the M5 competition judged: an error in percent says nothing where days without a sale are
   * usual, and by absolute errors the best forecast of what sells seldom is that it never does (Makridakis, Spiliotis and
   * Assimakopoulos, "M5 accuracy competition", International Journal of Forecasting 38, 2022).
   */
  readonly error: { readonly mean: number; readonly square: number; readonly scaled: number };
  /** What was foretold for each day; nothing for those by which it began. */
  readonly foretold: readonly (number | undefined)[];
}

/** Whether days without a sale are usual: from one sale to the next it is longer than `intermittentFrom` on average. */
export const methodFor = (demand: readonly number[]): Method =>
  demand.length >= intermittentFrom * demand.filter((units) => units > 0).length
    ? 'intermittent'
    : 'exponential-smoothing';

const mean = (of: readonly number[]): number => of.reduce((sum, one) => sum + one, 0) / Math.max(1, of.length);

const rootMeanSquare = (of: readonly number[]): number => Math.sqrt(mean(of.map((one) => one * one)));

/** Simple exponential smoothing: what was expected, moved towards each day's units. It begins with the mean of the first days. */
function* smoothed(demand: readonly number[]): Generator<number, number> {
  let level = mean(demand.slice(0, warmUp));
  for (const units of demand) {
    yield level;
    level += smoothing.steady * (units - level);
  }
  return level;
}

/**
 * The chance that a day sells, and the size of a sale where there is one, each smoothed by itself (Teunter, Syntetos and
 * Babai, "Intermittent demand: linking forecasting to inventory obsolescence", European Journal of Operational Research
 * 214, 2011). Unlike Croston's, from which it comes, it has no bias, and what has stopped selling is foretold ever less of.
 */
function* intermittent(demand: readonly number[]): Generator<number, number> {
  const first = demand.slice(0, warmUp).filter((units) => units > 0);
  let chance = first.length / warmUp;
  let size = mean(first);
  for (const units of demand) {
    yield chance * size;
    chance += smoothing.chance * ((units > 0 ? 1 : 0) - chance);
    if (units > 0) size = size === 0 ? units : size + smoothing.size * (units - size);
  }
  return chance * size;
}

/** What is foretold of a series by a method: for each of its days, and for those to come. */
const foretell = (demand: readonly number[], method: Method): { each: number[]; next: number } => {
  const steps = (method === 'intermittent' ? intermittent : smoothed)(demand);
  const each: number[] = [];
  for (;;) {
    const { done, value } = steps.next();
    if (done) return { each, next: value };
    each.push(value);
  }
};

/**
 * Foretells demand from that of the days that are known, oldest first; nothing when they are too few.
 * @param method the one that suits the demand unless said
 */
export const forecast = (demand: readonly number[], method: Method = methodFor(demand)): Forecast | undefined => {
  if (demand.length < leastDays) return undefined;
  const { each, next } = foretell(demand, method);
  const errors = demand.slice(warmUp).map((units, i) => units - each[warmUp + i]!);
  const square = rootMeanSquare(errors);
  const asYesterday = rootMeanSquare(demand.slice(1).map((units, i) => units - demand[i]!));
  return {
    method,
    perDay: next,
    error: {
      mean: mean(errors.map(Math.abs)),
      square,
      scaled: square === 0 ? 0 : asYesterday === 0 ? 1 : square / asYesterday,
    },
    foretold: each.map((units, i) => (i < warmUp ? undefined : units)),
  };
};
