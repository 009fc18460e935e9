import { stringify } from '#csv-stringify';
import { harmless } from './formulas.ts';

/** What a column holds: a text, which somebody may have typed, or a number that the platform has worked out. */
type ColumnKind = 'text' | 'number';
type Columns = Readonly<Record<string, ColumnKind>>;

/** One row of an export. */
export type Row<C extends Columns> = { readonly [N in keyof C]: C[N] extends 'number' ? number : string };

/** A CSV that leaves the house. A test feeds formulas through every one that is declared. */
export interface CsvExport<C extends Columns> {
  readonly csvColumns: C;
  /** RFC 4180, with a header. */
  readonly of: (rows: readonly Row<C>[]) => string;
  /** Its rows alone, to be added to what has a header already. */
  readonly rowsOf: (rows: readonly Row<C>[]) => string;
}

/**
 * Declares a CSV that leaves the house: `csvExport({ order: 'text', amount: 'number' })`. This is the one writer of CSV.
 * Rule: a text that a spreadsheet would take for a formula, since it begins with `=`, `+`, `-`, `@`, a tab or a carriage
 * return (or a full-width form of the first four), gets an apostrophe before it, as OWASP advises (CSV Injection), and
 * `asWritten` takes it off again. A number stays as it is, so that `-5` can still be added up: it is no text of anybody's.
 *
 * Many spreadsheets divide cells at `;`, at tabs or bars as well, or instead. Against the first, a text that holds one
 * is quoted. The others, to whom a quotation mark inside of a line is a letter, find an apostrophe before each sign that
 * would begin a cell.
 * @param spreadsheet begins with a byte order mark, by which spreadsheets know UTF-8; programs stumble over it
 */
export const csvExport = <const C extends Columns>(
  columns: C,
  { spreadsheet = false }: { spreadsheet?: boolean } = {},
): CsvExport<C> => {
  const written = (rows: readonly Row<C>[], header: boolean): string =>
    stringify(rows as Row<C>[], {
      header,
      columns: Object.keys(columns),
      bom: spreadsheet && header,
      quoted_match: /[;\t|]/,
      cast: { string: harmless },
    });
  return { csvColumns: columns, of: (rows) => written(rows, true), rowsOf: (rows) => written(rows, false) };
};
