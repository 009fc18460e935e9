import { csvExport, type Row } from '../../kernel/files/csv.ts';
import type { RowFault } from './csv-rows.ts';
import { maxReportLines } from '../policy.ts';
import { noCounts, type ImportCounts } from './product-import.ts';

/** What became of a product: refused when no draft could be made of it, or nothing of it could be changed. */
export type ImportOutcome = 'created' | 'changed' | 'present' | 'refused';

/** What an import changes, or of a preview would change: a cell, and what stood there before. */
export interface CellChange {
  readonly line: number;
  readonly column: string;
  readonly before: string;
  readonly after: string;
}

/** What became of rows that belong together. */
export interface GroupResult {
  readonly handle: string;
  /** The line of the first row, and how many there are; none for faults that belong to no product. */
  readonly line: number;
  readonly rows: number;
  readonly outcome: ImportOutcome | undefined;
  readonly changes: readonly CellChange[];
  readonly faults: readonly RowFault[];
}

/** What the merchant can download: what became of each product, and where the faults are. */
export const importReport = csvExport(
  { line: 'number', column: 'text', handle: 'text', outcome: 'text', message: 'text' },
  { spreadsheet: true },
);

/** Collects what an import did, row by row, and counts it. */
export class ImportReport {
  counts: ImportCounts = noCounts;
  readonly #lines: Row<typeof importReport.csvColumns>[] = [];

  add({ handle, line: first, rows, outcome, changes, faults }: GroupResult): void {
    const { counts } = this;
    const one = (is: ImportOutcome): number => (outcome === is ? 1 : 0);
    this.counts = {
      rows: counts.rows + rows,
      created: counts.created + one('created'),
      changed: counts.changed + one('changed'),
      present: counts.present + one('present'),
      faults: counts.faults + faults.filter(({ note }) => !note).length,
    };
    for (const { line, column, message, note } of faults) {
      this.#line(line, column, handle, note ? 'note' : 'fault', message);
    }
    for (const { line, column, before, after } of changes) {
      this.#line(line, column, handle, 'change', `${before || '–'} → ${after || '–'}`);
    }
    if (outcome) this.#line(first, '', handle, outcome, '');
  }

  /** The report as CSV. */
  get csv(): string {
    return importReport.of(this.#lines);
  }

  #line(line: number, column: string, handle: string, outcome: string, message: string): void {
    if (this.#lines.length < maxReportLines) this.#lines.push({ line, column, handle, outcome, message });
  }
}
