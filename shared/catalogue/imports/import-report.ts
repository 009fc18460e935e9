import { csvExport, type Row } from '../../kernel/files/csv.ts';
import type { RowFault } from './csv-rows.ts';
import type { RowGroup } from './shopify-product.ts';
import { maxReportLines } from '../policy.ts';
import { noCounts, type ImportCounts } from './product-import.ts';

/** What became of a product: refused when no draft could be made of it. */
export type ImportOutcome = 'created' | 'present' | 'refused';

/** What the merchant can download: what became of each product, and where the faults are. */
export const importReport = csvExport(
  { line: 'number', column: 'text', handle: 'text', outcome: 'text', message: 'text' },
  { spreadsheet: true },
);

/** Collects what an import did, row by row, and counts it. */
export class ImportReport {
  counts: ImportCounts = noCounts;
  readonly #lines: Row<typeof importReport.csvColumns>[] = [];

  /** @param outcome none for faults that belong to no product */
  add({ handle, rows }: RowGroup, outcome: ImportOutcome | undefined, faults: readonly RowFault[]): void {
    const { counts } = this;
    this.counts = {
      rows: counts.rows + rows.length,
      created: counts.created + (outcome === 'created' ? 1 : 0),
      present: counts.present + (outcome === 'present' ? 1 : 0),
      faults: counts.faults + faults.filter(({ note }) => !note).length,
    };
    for (const { line, column, message, note } of faults) {
      this.#line(line, column, handle, note ? 'note' : 'fault', message);
    }
    if (outcome) this.#line(rows[0]!.line, '', handle, outcome, '');
  }

  /** The report as CSV. */
  get csv(): string {
    return importReport.of(this.#lines);
  }

  #line(line: number, column: string, handle: string, outcome: string, message: string): void {
    if (this.#lines.length < maxReportLines) this.#lines.push({ line, column, handle, outcome, message });
  }
}
