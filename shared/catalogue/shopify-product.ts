import type * as z from 'zod';
import { derivedId, type MerchantId } from '../kernel/ids.ts';
import { minorDigits, type Currency } from '../kernel/money.ts';
import type { Locale } from '../kernel/text.ts';
import type { CategoryId } from './category.ts';
import { ListingContent, SkuContent, type Sku } from './content.ts';
import type { Row, RowFault, RowOutcome } from './csv-rows.ts';
import type { ListingId } from './listing.ts';
import { plainText } from './plain-text.ts';
import { importBounds } from './policy.ts';

/** The columns that a file must have. */
export const neededColumns = ['Handle', 'Title', 'Variant Price'] as const;

/** The rows of one product, and the faults before them that belong to no product. */
export interface RowGroup {
  readonly handle: string;
  readonly rows: readonly Row[];
  readonly faults: readonly RowFault[];
}

/** What no two products may have: the handle, and the codes of the variants. */
export const claimsOf = (
  { handle, rows }: RowGroup,
): string[] => [
  `handle ${handle}`,
  ...rows.flatMap(({ cells }) => (cells['Variant SKU'] ? [`code ${cells['Variant SKU']}`] : [])),
];

/** Gathers the rows that stand together under one handle. @param outcomes rows in the file's order */
export async function* groupsOf(outcomes: AsyncIterable<RowOutcome>): AsyncGenerator<RowGroup> {
  let rows: Row[] = [];
  let faults: RowFault[] = [];
  const handleOf = (row: Row | undefined): string => row?.cells['Handle'] ?? '';
  for await (const outcome of outcomes) {
    if ('fault' in outcome) {
      faults.push(outcome.fault);
    } else if (handleOf(outcome.row) === '') {
      faults.push({ line: outcome.row.line, column: 'Handle', message: 'is required' });
    } else if (rows.length >= importBounds.rows && handleOf(rows[0]) === handleOf(outcome.row)) {
      faults.push({
        line: outcome.row.line,
        column: 'Handle',
        message: `At the most ${importBounds.rows} rows a product`,
      });
    } else {
      if (rows.length && handleOf(rows[0]) !== handleOf(outcome.row)) {
        yield { handle: handleOf(rows[0]), rows, faults };
        [rows, faults] = [[], []];
      }
      rows.push(outcome.row);
    }
    if (rows.length === 0 && faults.length >= importBounds.rows) {
      yield { handle: '', rows, faults };
      faults = [];
    }
  }
  if (rows.length || faults.length) yield { handle: handleOf(rows[0]), rows, faults };
}

/** What the merchant says for the whole file. */
export interface ImportTerms {
  readonly merchantId: MerchantId;
  readonly categoryId: CategoryId;
  readonly currency: Currency;
  readonly locale: Locale;
  readonly shipsWithinDays: number;
}

/** A product that was read, as far as it is good. */
export interface ReadProduct {
  readonly id: ListingId;
  readonly content: Omit<ListingContent, 'skus'>;
  readonly skus: readonly Sku[];
  /** Units to start with, by SKU. */
  readonly quantities: readonly number[];
}

/**
 * Reads the rows of one handle: the first carries the product, each with an option, a code or a price is a variant, the
 * rest only name images. A variant with a fault is left out; without title or good variant there is no product. The ids
 * follow from shop, handle and code, so that reading the file again gives the same product.
 */
export const readProduct = (
  { handle, rows }: RowGroup,
  terms: ImportTerms,
): { product?: ReadProduct; faults: RowFault[] } => {
  const [first] = rows;
  if (!first) return { faults: [] };
  const variants = rows.filter((row) =>
    row === first || [option(1), 'Variant SKU', 'Variant Price'].some((name) => row.cells[name])
  );
  const read = variants.map((row, i) => (i < importBounds.skus
    ? readVariant(row, first, handle, i, terms)
    : {
      faults: [{ line: row.line, column: 'Handle', message: `At the most ${importBounds.skus} variants a product` }],
    })
  );
  const content = ListingContent.omit({ skus: true }).safeParse({
    title: { [terms.locale]: first.cells['Title'] },
    ...descriptionOf(first, terms.locale),
    categoryId: terms.categoryId,
    shipsWithinDays: terms.shipsWithinDays,
  });
  const good = read.flatMap((one) => (one.variant ? [one.variant] : []));
  const twice = good.filter(({ sku }, i) => good.findIndex((other) => other.sku.code === sku.code) < i);
  const kept = good.filter((one) => !twice.includes(one));
  const faults = [
    ...(content.success ? [] : faultsOf(content.error, first.line, contentColumns)),
    ...read.flatMap((one) => one.faults),
    ...twice.map(({ line }) => ({
      line,
      column: 'Variant SKU',
      message: 'Another variant of the product has this code',
    })),
  ];
  if (!content.success || kept.length === 0) return { faults };
  const id = derivedId('listing', `${terms.merchantId} ${handle}`);
  return {
    product: {
      id,
      content: content.data,
      skus: kept.map(({ sku }) => sku),
      quantities: kept.map(({ quantity }) => quantity),
    },
    faults,
  };
};

interface Variant {
  readonly line: number;
  readonly sku: Sku;
  readonly quantity: number;
}

const readVariant = (
  { line, cells }: Row,
  first: Row,
  handle: string,
  place: number,
  { merchantId, currency, locale }: ImportTerms,
): { variant?: Variant; faults: RowFault[] } => {
  const amount = minorUnits(cells['Variant Price'] ?? '', currency);
  const weight = /^\d{0,9}(\.\d+)?$/.test(cells['Variant Grams'] ?? '')
    ? Math.round(Number(cells['Variant Grams'] ?? 0))
    : undefined;
  const quantity = /^\d{0,9}$/.test(cells['Variant Inventory Qty'] ?? '')
    ? Number(cells['Variant Inventory Qty'] ?? 0)
    : undefined;
  const faults: RowFault[] = [
    ...(amount === undefined
      ? [{ line, column: 'Variant Price', message: `must be an amount in ${currency}, like ${sampleOf(currency)}` }]
      : []),
    ...(weight === undefined
      ? [{ line, column: 'Variant Grams', message: 'must be a number of grams, or empty' }]
      : []),
    ...(quantity === undefined
      ? [{ line, column: 'Variant Inventory Qty', message: 'must be a whole number of units, or empty' }]
      : []),
  ];
  if (amount === undefined || weight === undefined || quantity === undefined) return { faults };
  const code = cells['Variant SKU'] || codeOf(merchantId, handle, place);
  const specs = [1, 2, 3].flatMap((n) => {
    const name = first.cells[`Option${n} Name`];
    const value = cells[option(n)];
    return name && value && !(name === 'Title' && value === 'Default Title')
      ? [{ name: { [locale]: name }, value: { [locale]: value } }]
      : [];
  });
  const sku = SkuContent.safeParse({ code, price: { amount, currency }, specs, weight });
  if (!sku.success) return { faults: faultsOf(sku.error, line, skuColumns) };
  return {
    variant: { line, sku: { ...sku.data, id: derivedId('sku', `${merchantId} ${handle} ${code}`) }, quantity },
    faults,
  };
};

const option = (n: number): string => `Option${n} Value`;

/** A code for a variant that has none: its place among its product's variants. */
const codeOf = (merchantId: MerchantId, handle: string, place: number): string => {
  const stem = /^[\x21-\x7e]{1,58}$/.test(handle) ? handle : derivedId('listing', `${merchantId} ${handle}`).slice(4);
  return `${stem}-${place + 1}`;
};

const descriptionOf = ({ cells }: Row, locale: Locale): object => {
  const text = plainText(cells['Body (HTML)'] ?? '');
  return text ? { description: { [locale]: text } } : {};
};

/** `12.5` in minor units, exactly; none for what is not an amount of the currency. */
export const minorUnits = (text: string, currency: Currency): number | undefined => {
  const [, whole, fraction = ''] = /^(\d{1,10})(?:\.(\d{1,9}))?$/.exec(text) ?? [];
  const digits = minorDigits[currency];
  if (whole === undefined || /[^0]/.test(fraction.slice(digits))) return undefined;
  return Number(whole + fraction.slice(0, digits).padEnd(digits, '0'));
};

const sampleOf = (currency: Currency): string => (12.5).toFixed(minorDigits[currency]);

const contentColumns: Record<string, string> = { title: 'Title', description: 'Body (HTML)' };
const skuColumns: Record<string, string> = {
  code: 'Variant SKU',
  price: 'Variant Price',
  weight: 'Variant Grams',
  specs: option(1),
};

const faultsOf = (error: z.ZodError, line: number, columns: Record<string, string>): RowFault[] =>
  error.issues.map(({ path, message }) => ({ line, column: columns[String(path[0])] ?? '', message }));
