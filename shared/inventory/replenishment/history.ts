/** What a SKU has sold and what lay there, day by day: forecasts, turnover and age of stock rest on it. */
import type { SkuId } from '../../catalogue/public.ts';
import { changed, created, type Change, type Versioned } from '../../kernel/store/change.ts';
import { dateAfter, datesThrough } from '../../kernel/values/calendar.ts';
import type { MerchantId } from '../../kernel/values/ids.ts';
import type { Stock } from '../stock.ts';

/** Days that are kept of a SKU. */
export const keptDays = 120;

/** The counters as a day began. */
interface DayCount {
  readonly date: string;
  /** Units that orders have taken since ever and not given back. */
  readonly taken: number;
  readonly shipped: number;
  /** Good units that lay there. */
  readonly onHand: number;
}

/** Units that came in on one day and still lie there, as if the oldest left first. */
interface Layer {
  readonly since: string;
  readonly units: number;
}

/** The counts of a SKU, oldest first; a day on which nothing moved has none of its own. */
export interface StockHistory extends Versioned {
  readonly id: SkuId;
  readonly merchantId: MerchantId;
  readonly days: readonly DayCount[];
  readonly layers: readonly Layer[];
}

/**
 * Counts a SKU as a day begins. Nothing when nothing has moved since the last count, or when that is of this day or a
 * later one: a count that is made twice is one.
 */
export const countDay = (
  before: StockHistory | undefined,
  { skuId, merchantId, available, held, earmarked, sold }: Stock,
  date: string,
): Change<StockHistory> | undefined => {
  const count: DayCount = { date, taken: held + sold, shipped: sold, onHand: available + held + earmarked };
  if (!before) {
    const layers = count.onHand > 0 ? [{ since: date, units: count.onHand }] : [];
    return created<StockHistory>({ id: skuId, merchantId, days: [count], layers });
  }
  const last = before.days.at(-1)!;
  const same = last.taken === count.taken && last.shipped === count.shipped && last.onHand === count.onHand;
  if (same || last.date >= date) return undefined;
  const oldest = dateAfter(date, -keptDays);
  // What was counted last before that says how it stood then.
  const from = before.days.findLastIndex((day) => day.date <= oldest);
  const came = Math.max(0, count.onHand - last.onHand + count.shipped - last.shipped);
  return changed<StockHistory>(before, {
    days: [...before.days.slice(Math.max(0, from)), count],
    layers: layersOf(before.layers, came, count.onHand, date),
  });
};

/** The layers when some units have come and so many lie there: the oldest have left. */
const layersOf = (before: readonly Layer[], came: number, onHand: number, date: string): readonly Layer[] => {
  const all = came > 0 ? [...before, { since: date, units: came }] : before;
  let left = onHand;
  const kept = all.toReversed().flatMap(({ since, units }) => {
    const here = Math.min(units, left);
    left -= here;
    return here > 0 ? [{ since, units: here }] : [];
  });
  return kept.toReversed();
};

/** The last count at the beginning of each of these days, oldest first; before the first count there is none. */
const countsAt = ({ days }: StockHistory, dates: readonly string[]): DayCount[] => {
  let at = 0;
  return dates.filter((date) => date >= days[0]!.date).map((date) => {
    while (days[at + 1] && days[at + 1]!.date <= date) at += 1;
    return days[at]!;
  });
};

/** The days before a date of which it is known what was sold, oldest first; at the most so many. */
export const knownDays = ({ days }: StockHistory, date: string, most = keptDays): string[] => {
  const first = [days[0]!.date, dateAfter(date, -most)].toSorted().at(-1)!;
  return first < date ? datesThrough(first, dateAfter(date, -1)) : [];
};

/** Units that were sold on each of the known days before a date: what orders took less what they gave back. */
export const demandOf = (history: StockHistory, date: string, most = keptDays): number[] => {
  const days = knownDays(history, date, most);
  const counts = countsAt(history, [...days, date]);
  return days.map((_, i) => Math.max(0, counts[i + 1]!.taken - counts[i]!.taken));
};

/** How many units lay there on average in the known days before a date. */
export const averageOnHand = (history: StockHistory, date: string, most = keptDays): number => {
  const counts = countsAt(history, knownDays(history, date, most));
  return counts.reduce((sum, { onHand }) => sum + onHand, 0) / Math.max(1, counts.length);
};

/** For how long the units lie there that do: on average, and the oldest. Whole days, as if the oldest left first. */
export const ageOf = ({ layers }: Pick<StockHistory, 'layers'>, date: string): { average: number; oldest: number } => {
  const age = (since: string): number => Math.max(0, (Date.parse(date) - Date.parse(since)) / 86_400_000);
  const units = layers.reduce((sum, layer) => sum + layer.units, 0);
  const total = layers.reduce((sum, layer) => sum + layer.units * age(layer.since), 0);
  return { average: units === 0 ? 0 : Math.round(total / units), oldest: layers[0] ? age(layers[0].since) : 0 };
};
