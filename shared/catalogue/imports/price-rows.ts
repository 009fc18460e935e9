/** The file of prices and stock: a row for each SKU that is there, with what it was when the file was exported. */
import { Instant } from '../../kernel/values/clock.ts';
import type { Currency } from '../../kernel/values/money.ts';
import { rowsOf, type Columns, type Row, type RowFault, type RowOutcome } from './csv-rows.ts';
import { at, priceIn, unitsOf } from './shopify-product.ts';
import type { WantedUnits } from './stock-decision.ts';

export const priceColumns: Columns = {
  'SKU': ['SKU', 'Variant SKU', 'Code'],
  'Price': ['Price', 'Variant Price', 'Regular price'],
  'Price when exported': ['Price when exported'],
  'Available': ['Available', 'Stock', 'Variant Inventory Qty', 'Inventory quantity'],
  'Available when exported': ['Available when exported'],
  'Exported at': ['Exported at'],
};

export const priceRows = (bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<RowOutcome> =>
  rowsOf(bytes, priceColumns, ['SKU'], 'SKU');

/** What a row wants; nothing of what stands there as it was exported, or is empty. */
export interface PriceRow {
  readonly row: Row;
  readonly code: string;
  /** Minor units, and what it was. */
  readonly price?: { readonly amount: number; readonly before: number | undefined } | undefined;
  readonly units?: WantedUnits | undefined;
}

export const readPriceRow = (row: Row, currency: Currency): { read?: PriceRow; faults: readonly RowFault[] } => {
  const { cells } = row;
  const code = cells['SKU'] ?? '';
  if (code === '') return { faults: [at(row, 'SKU', 'is required')] };
  const price = changedCell(row, 'Price') ? priceIn(row, 'Price', currency) : {};
  const units = changedCell(row, 'Available') ? unitsOf(row, 'Available') : { value: undefined, faults: [] };
  const exported = seenIn(row);
  const faults = [
    ...(cells['Price'] === undefined && cells['Available'] === undefined
      ? [at(row, 'Price', 'The header lacks Price and Available')]
      : []),
    ...(price.fault ? [price.fault] : []),
    ...units.faults,
    ...(exported instanceof Error ? [at(row, 'Exported at', exported.message)] : []),
  ];
  if (exported instanceof Error || faults.some(({ note }) => !note)) return { faults };
  const before = cells['Price when exported'] ? priceIn(row, 'Price when exported', currency).amount : undefined;
  return {
    read: {
      row,
      code,
      ...(price.amount !== undefined && { price: { amount: price.amount, before } }),
      ...(units.value !== undefined && { units: { units: units.value, seen: exported } }),
    },
    faults,
  };
};

/** Whether a cell has something else than what was exported. */
const changedCell = ({ cells }: Row, column: string): boolean =>
  (cells[column] ?? '') !== '' && cells[column] !== cells[`${column} when exported`];

const seenIn = (row: Row): WantedUnits['seen'] | Error => {
  const when = row.cells['Exported at'];
  if (!when || row.cells['Available when exported'] === undefined) return undefined;
  const at = Instant.safeParse(when);
  const available = unitsOf(row, 'Available when exported').value;
  if (!at.success || available === undefined) return new Error('must be as it was exported, or empty');
  return { available, at: at.data };
};
