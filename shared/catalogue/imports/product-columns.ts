/** How product files are laid out. The console reads them by it as well, before they are sent. */
import type { Locale } from '../../kernel/values/text.ts';
import { headerOf, rowsOf, type Columns, type RowOutcome } from './csv-rows.ts';
import { asShopifys, isWooCommerce, wooColumns, wooNeeded } from './woocommerce-rows.ts';

/** The columns of a product file: our name of each, and those under which Shopify's exports and others have it. */
export const productColumns: Columns = {
  'Handle': ['Handle', 'URL handle'],
  'Title': ['Title'],
  'Body (HTML)': ['Body (HTML)', 'Body HTML', 'Description'],
  ...Object.fromEntries([1, 2, 3, 4, 5].flatMap((n) => [
    [`Option${n} Name`, [`Option${n} Name`]],
    [`Option${n} Value`, [`Option${n} Value`]],
  ])),
  'Variant SKU': ['Variant SKU', 'SKU'],
  'Variant Grams': ['Variant Grams', 'Weight value (grams)'],
  'Variant Weight': ['Variant Weight', 'Weight'],
  'Variant Weight Unit': ['Variant Weight Unit', 'Weight unit'],
  'Variant Inventory Qty': ['Variant Inventory Qty', 'Variant Inventory Quantity', 'Inventory quantity'],
  'Variant Price': ['Variant Price', 'Price'],
  'Category': ['Product Category', 'Standard Product Type', 'Product category'],
  'Beside': ['Jishi (product.metafields.jishi.beside)'],
};

/** The columns that a file must have. */
export const neededColumns = ['Handle', 'Title', 'Variant Price'] as const;

/** Reads the rows of a product file of Shopify's or WooCommerce's, as rows of Shopify's. @param locale the language of its texts */
export async function* productRows(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  locale: Locale,
): AsyncGenerator<RowOutcome> {
  const legacy = locale === 'zh' ? 'gb18030' : 'windows-1252';
  const parts = await Array.fromAsync(bytes);
  yield* isWooCommerce(headerOf(parts, legacy))
    ? asShopifys(rowsOf(parts, wooColumns, wooNeeded, 'SKU', legacy))
    : rowsOf(parts, productColumns, neededColumns, 'Handle', legacy);
}
