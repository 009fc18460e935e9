import { stringify } from 'csv-stringify/sync';
import type { RowFault } from './csv-rows.ts';
import type { RowGroup } from './shopify-product.ts';
import { maxReportLines } from './policy.ts';
import { noCounts, type ImportCounts } from './product-import.ts';

/** What became of a product: refused when no draft could be made of it. */
export type ImportOutcome = 'created' | 'present' | 'refused';

/** Collects what an import did, row by row, and counts it. */
export class ImportReport {
  counts: ImportCounts = noCounts;
  readonly #lines: string[][] = [];

  /** @param outcome none for faults that belong to no product */
  add({ handle, rows }: RowGroup, outcome: ImportOutcome | undefined, faults: readonly RowFault[]): void {
    const { counts } = this;
    this.counts = {
      rows: counts.rows + rows.length,
      created: counts.created + (outcome === 'created' ? 1 : 0),
      present: counts.present + (outcome === 'present' ? 1 : 0),
      faults: counts.faults + faults.length,
    };
    for (const { line, column, message } of faults) this.#line(line, column, handle, 'fault', message);
    if (outcome) this.#line(rows[0]!.line, '', handle, outcome, '');
  }

  /**
   * The report as CSV (UTF-8 with a byte order mark, as spreadsheets want it). What looks like a formula is disarmed.
   */
  get csv(): string {
    return stringify(this.#lines, {
      header: true,
      columns: ['line', 'column', 'handle', 'outcome', 'message'],
      bom: true,
      escape_formulas: true,
    });
  }

  #line(line: number, column: string, handle: string, outcome: string, message: string): void {
    if (this.#lines.length < maxReportLines) this.#lines.push([String(line), column, handle, outcome, message]);
  }
}
