/** How product files are laid out. The console reads them by it as well, before they are sent. */
import type { Locale } from '../../kernel/values/text.ts';
import { rowsOf, type Columns, type RowOutcome } from './csv-rows.ts';

/** The columns of a product file: our name of each, and those under which Shopify's exports and others have it. */
export const productColumns: Columns = {
  'Handle': ['Handle', 'URL handle'],
  'Title': ['Title'],
  'Body (HTML)': ['Body (HTML)', 'Body HTML', 'Description'],
  ...Object.fromEntries([1, 2, 3].flatMap((n) => [
    [`Option${n} Name`, [`Option${n} Name`]],
    [`Option${n} Value`, [`Option${n} Value`]],
  ])),
  'Variant SKU': ['Variant SKU', 'SKU'],
  'Variant Grams': ['Variant Grams', 'Weight value (grams)'],
  'Variant Weight': ['Variant Weight', 'Weight'],
  'Variant Weight Unit': ['Variant Weight Unit', 'Weight unit'],
  'Variant Inventory Qty': ['Variant Inventory Qty', 'Variant Inventory Quantity', 'Inventory quantity'],
  'Variant Price': ['Variant Price', 'Price'],
};

/** The columns that a file must have. */
export const neededColumns = ['Handle', 'Title', 'Variant Price'] as const;

/** Reads the rows of a product file. @param locale the language of its texts */
export const productRows = (
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  locale: Locale,
): AsyncGenerator<RowOutcome> =>
  rowsOf(bytes, productColumns, neededColumns, 'Handle', locale === 'zh' ? 'gb18030' : 'windows-1252');
