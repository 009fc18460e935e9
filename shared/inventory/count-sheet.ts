import { parse } from 'csv-parse/sync';
import type { z } from 'zod';
import { csvExport } from '../kernel/files/csv.ts';
import { Problem } from '../kernel/problems.ts';
import { countsIn, type Counts, type StockTake } from './stock-take.ts';

/** A count sheet as CSV. `counted` is to be filled in; what ought to be there is not said, so that it is counted. */
export const countSheet = csvExport({ skuId: 'text', title: 'text', counted: 'text' }, { spreadsheet: true });

/** The sheet of a stock-take, with what its SKUs are called. */
export const sheetOf = ({ lines }: Pick<StockTake, 'lines'>, titles: ReadonlyMap<string, string>): string =>
  countSheet.of(lines.map(({ skuId }) => ({ skuId, title: titles.get(skuId) ?? '', counted: '' })));

/**
 * The counts of a sheet that was filled in, whatever mark divides its cells.
 * @throws Problem invalid-input with the place of each fault
 */
export const readSheet = (sheet: string): z.infer<typeof Counts> => {
  try {
    return countsIn(
      parse(sheet, { bom: true, columns: true, delimiter: [',', ';', '\t'], skip_empty_lines: true, trim: true }),
    );
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('invalid-input', undefined, [{ path: 'sheet', message: (error as Error).message }]);
  }
};
