import type { Row } from '../../kernel/files/csv.ts';
import { csvExport } from '../../kernel/files/csv.ts';
import { inLocale } from '../../kernel/values/text.ts';
import { specTextOf } from '../content.ts';
import type { ExportFormat } from './product-export.ts';
import {
  amountOf,
  shopifyProducts,
  shopifyRows,
  wooProducts,
  wooRows,
  type Exported,
  type Writing,
} from './product-rows.ts';

/** A row for each SKU, to change its price and stock in a spreadsheet; an import goes by what stood there at the export. */
export const pricesAndStock = csvExport(
  {
    'SKU': 'text',
    'Product': 'text',
    'Options': 'text',
    'State': 'text',
    'Price': 'text',
    'Available': 'text',
    'Price when exported': 'text',
    'Available when exported': 'text',
    'Exported at': 'text',
  },
  { spreadsheet: true },
);

const priceRows = (
  { listing, available }: Exported,
  { locale, at }: Writing,
): Row<typeof pricesAndStock.csvColumns>[] =>
  listing.skus.map((sku) => {
    const options = specTextOf(sku);
    const units = String(available.get(sku.id) ?? 0);
    return {
      'SKU': sku.code,
      'Product': inLocale(listing.title, locale),
      'Options': options ? inLocale(options, locale) : '',
      'State': listing.state,
      'Price': amountOf(sku.price),
      'Available': units,
      'Price when exported': amountOf(sku.price),
      'Available when exported': units,
      'Exported at': at,
    };
  });

/** How a format writes listings: with a header, or rows to be added below. */
interface Written {
  readonly text: string;
  readonly rows: number;
}

/** The rows of some listings in a format; the first have the header above them. */
export const written = (
  format: ExportFormat,
  all: readonly Exported[],
  writing: Writing,
  isFirst: boolean,
): Written => {
  const of = <R>(csv: { of: (rows: R[]) => string; rowsOf: (rows: R[]) => string }, rows: R[]): Written => ({
    text: isFirst ? csv.of(rows) : csv.rowsOf(rows),
    rows: rows.length,
  });
  if (format === 'shopify') return of(shopifyProducts, all.flatMap((one) => shopifyRows(one, writing)));
  if (format === 'woocommerce') return of(wooProducts, all.flatMap((one) => wooRows(one, writing)));
  return of(pricesAndStock, all.flatMap((one) => priceRows(one, writing)));
};
