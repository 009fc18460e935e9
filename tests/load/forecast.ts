/**
 * `npm run measure:forecast -- --dataset <dir>`: how good forecasts of demand are on real orders. The units a day of each
 * product, and of each category, which sells more often, from the first sale to the last day of the data, are foretold a day
 * ahead by the method that suits them and by each of the two; errors are scaled by those of "as yesterday" (RMSSE).
 */
import { parseArgs } from 'node:util';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { forecast, leastDays, methodFor, type Method } from '../../shared/inventory/replenishment/forecast.ts';
import { keptDays } from '../../shared/inventory/replenishment/history.ts';
import { datesThrough } from '../../shared/kernel/values/calendar.ts';
import { median, print } from './report.ts';

const { values: { dataset } } = parseArgs({ options: { dataset: { type: 'string' } } });
if (!dataset) throw new Error('Say where the orders are: --dataset <dir>');
const rowsOf = async (file: string) =>
  parse(await readFile(join(dataset, file)), { columns: true }) as Record<string, string>[];
const [items, products] = await Promise.all(['order_items.csv', 'products.csv'].map(rowsOf));
const categoryOf = new Map(products!.map((product) => [product['product_id'], product['category']]));
const sales = items!.map((item) => ({
  product: item['product_id']!,
  category: categoryOf.get(item['product_id']!) ?? '',
  date: item['shipping_limit_at']!.slice(0, 10),
}));
const last = sales.map(({ date }) => date).toSorted().at(Math.floor(sales.length * 0.999))!;

const seriesOf = (of: 'product' | 'category'): number[][] =>
  [...Map.groupBy(sales, (sale) => sale[of]).values()].flatMap((sold) => {
    const units = Map.groupBy(sold, ({ date }) => date);
    const first = [...units.keys()].toSorted()[0]!;
    const demand = (first < last ? datesThrough(first, last).slice(-keptDays) : [])
      .map((date) => units.get(date)?.length ?? 0);
    return demand.length >= leastDays && demand.some((one) => one > 0) ? [demand] : [];
  });
const rangeOf = (demand: readonly number[]): string => {
  const sold = demand.reduce((sum, units) => sum + units, 0);
  return sold < 10 ? '1 to 9' : sold < 60 ? '10 to 59' : '60 and more';
};
const errorsBy = (of: readonly (readonly number[])[], method?: Method): number[] =>
  of.map((demand) => forecast(demand, method)!.error.scaled);
const middle = (of: readonly (readonly number[])[], method?: Method): number =>
  Math.round(median(errorsBy(of, method)) * 100) / 100;

const rows = (['product', 'category'] as const).flatMap((of) =>
  [...Map.groupBy(seriesOf(of), rangeOf)].toSorted(([a], [b]) => Number.parseInt(a, 10) - Number.parseInt(b, 10)).map(
    ([sold, all]) => ({
      of,
      [`units in ${keptDays} days`]: sold,
      'series': all.length,
      'of these intermittent': all.filter((demand) => methodFor(demand) === 'intermittent').length,
      'median RMSSE': middle(all),
      'smoothing alone': middle(all, 'exponential-smoothing'),
      'intermittent alone': middle(all, 'intermittent'),
      'better than yesterday, %': Math.round(100 * errorsBy(all).filter((error) => error < 1).length / all.length),
    }),
  )
);
print(`Demand of ${sales.length} units that were bought, foretold a day ahead`, rows);
