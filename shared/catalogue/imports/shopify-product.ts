import type * as z from 'zod';
import { derivedId, type MerchantId } from '../../kernel/values/ids.ts';
import { minorDigits } from '../../kernel/values/currencies.ts';
import type { Currency } from '../../kernel/values/money.ts';
import { wordsFor } from '../../kernel/doors/words.ts';
import type { Locale } from '../../kernel/values/text.ts';
import type { CategoryId } from '../category.ts';
import { codeKey, indistinct, ListingContent, SkuContent, type Sku } from '../content.ts';
import { tidy, type Row, type RowFault, type RowOutcome } from './csv-rows.ts';
import type { ListingId } from '../listing.ts';
import { plainText } from './plain-text.ts';
import { importBounds, maxSkus } from '../policy.ts';

/** The rows of one product with the faults of its others, or without a handle the faults that belong to no product. */
export interface RowGroup {
  readonly handle: string;
  readonly rows: readonly Row[];
  readonly faults: readonly RowFault[];
}

/** What no two products may have: the handle, and the codes of the variants. */
export const claimsOf = ({ handle, rows }: RowGroup): string[] => [
  `handle ${handle}`,
  ...rows.flatMap(({ cells }) => (cells['Variant SKU'] ? [`code ${codeKey(cells['Variant SKU'])}`] : [])),
];

/**
 * Gathers the rows of each handle, wherever they stand in the file; products in the order of their first rows. Faults that
 * belong to no product come first.
 */
export async function* groupsOf(outcomes: AsyncIterable<RowOutcome>): AsyncGenerator<RowGroup> {
  const groups = new Map<string, { rows: Row[]; faults: RowFault[] }>([['', { rows: [], faults: [] }]]);
  for await (const outcome of outcomes) {
    const handle = 'row' in outcome ? outcome.row.cells['Handle'] ?? '' : outcome.handle;
    const group = groups.get(handle) ?? { rows: [], faults: [] };
    groups.set(handle, group);
    if ('fault' in outcome) group.faults.push(outcome.fault);
    else if (handle === '') group.faults.push(at(outcome.row, 'Handle', 'is required'));
    else if (group.rows.length < importBounds.rows) group.rows.push(outcome.row);
    else group.faults.push(at(outcome.row, 'Handle', `At the most ${importBounds.rows} rows a product`));
  }
  for (const [handle, { rows, faults }] of groups) if (rows.length + faults.length > 0) yield { handle, rows, faults };
}

/** A fault of a row, under the file's own name of the column. */
const at = ({ line, called }: Pick<Row, 'line' | 'called'>, column: string, message: string): RowFault => ({
  line,
  column: called(column),
  message,
});

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
 * rest only name images. A variant with a fault is left out; without its first row, a title or a good variant there is no
 * product. The ids follow from shop, handle and code, so that reading the file again gives the same product.
 */
export const readProduct = (
  { handle, rows, faults: before }: RowGroup,
  terms: ImportTerms,
): { product?: ReadProduct; faults: RowFault[] } => {
  const [first] = rows;
  if (!first) return { faults: [] };
  const lost = before.find(({ line }) => line < first.line);
  if (lost) return { faults: [at(first, 'Handle', `The product's first row, line ${lost.line}, could not be read`)] };
  const variants = rows.filter((row) =>
    row === first || [option(1), 'Variant SKU', 'Variant Price'].some((name) => row.cells[name])
  );
  const read = variants.map((row, i) => (i < maxSkus
    ? readVariant(row, first, handle, i, terms)
    : { faults: [at(row, 'Handle', `At the most ${maxSkus} variants a product`)] })
  );
  const content = ListingContent.omit({ skus: true }).safeParse({
    title: { [terms.locale]: oneLine(first.cells['Title'] ?? '') },
    ...descriptionOf(first, terms.locale),
    categoryId: terms.categoryId,
    shipsWithinDays: terms.shipsWithinDays,
  }, { error: wordsFor });
  const good = read.flatMap((one) => (one.variant ? [one.variant] : []));
  const twice = good.filter(({ sku }, i) =>
    good.findIndex((other) => codeKey(other.sku.code) === codeKey(sku.code)) < i
  );
  const kept = good.filter((one) => !twice.includes(one));
  const alike = indistinct(kept.map(({ sku }) => sku));
  const faults = [
    ...(content.success ? [] : faultsOf(content.error, first, contentColumns)),
    ...read.flatMap((one) => one.faults),
    ...twice.map(({ row }) => at(row, 'Variant SKU', 'Another variant of the product has this code')),
    ...alike.map(({ place, message }) => at(kept[place]!.row, option(1), `${message}: it cannot go on sale so`)),
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
  readonly row: Row;
  readonly sku: Sku;
  readonly quantity: number;
}

const readVariant = (
  row: Row,
  first: Row,
  handle: string,
  place: number,
  { merchantId, currency, locale }: ImportTerms,
): { variant?: Variant; faults: RowFault[] } => {
  const { cells, decimalComma } = row;
  const amount = minorUnits(numberIn(withoutCurrency(cells['Variant Price'] ?? '', currency), decimalComma), currency);
  const weight = weightOf(row);
  const quantity = unitsOf(row);
  const faults: RowFault[] = [
    ...(amount === undefined
      ? [at(row, 'Variant Price', `must be an amount in ${currency}, like ${sampleOf(currency)}`)]
      : amount === 0
      ? [at(row, 'Variant Price', 'must be more than 0')]
      : []),
    ...weight.faults,
    ...quantity.faults,
  ];
  if (!amount || weight.value === undefined || quantity.value === undefined) return { faults };
  const code = oneLine(cells['Variant SKU'] ?? '') || codeOf(merchantId, handle, place);
  const specs = [1, 2, 3].flatMap((n) => {
    const name = oneLine(first.cells[`Option${n} Name`] ?? '');
    const value = oneLine(cells[option(n)] ?? '');
    return name && value && !(name === 'Title' && value === 'Default Title')
      ? [{ name: { [locale]: name }, value: { [locale]: value } }]
      : [];
  });
  const sku = SkuContent.safeParse({ code, price: { amount, currency }, specs, weight: weight.value }, {
    error: wordsFor,
  });
  if (!sku.success) return { faults: faultsOf(sku.error, row, skuColumns) };
  const id = derivedId('sku', `${merchantId} ${handle} ${codeKey(code)}`);
  return { variant: { row, sku: { ...sku.data, id }, quantity: quantity.value }, faults };
};

interface Figure {
  readonly value?: number;
  readonly faults: readonly RowFault[];
}

/** Grams in a unit, by the letters with which its names begin; the international pound. */
const gramsIn = [
  [/^(?:kg|kgs|kilos?|kilograms?|kilogrammes?|公斤|千克)$/, 1000],
  [/^(?:g|gr|gms?|grams?|grammes?|克)$/, 1],
  [/^(?:oz|ounces?)$/, 28.349523125],
  [/^(?:lbs?|pounds?)$/, 453.59237],
] as const;

/**
 * Grams, rounded: the column of grams, or where that has nothing the weight in its own unit, which may stand behind it in
 * the same cell. What weighs nothing is told of: its freight would be that of nothing.
 */
const weightOf = (row: Row): Figure => {
  const { cells, decimalComma } = row;
  const [grams, given] = [cells['Variant Grams'] ?? '', cells['Variant Weight'] ?? ''];
  const byUnit = given !== '' && (grams === '' || Number(numberIn(grams, decimalComma)) === 0);
  const column = byUnit ? 'Variant Weight' : 'Variant Grams';
  const [, text = '', own = ''] = /^([^\p{L}]*?)\s*(\p{L}*)\.?$/u.exec(byUnit ? given : grams || '0') ?? [];
  const unit = (own || (byUnit ? cells['Variant Weight Unit'] ?? '' : 'g')).replace(/\.$/, '').toLowerCase();
  const factor = gramsIn.find(([names]) => names.test(unit))?.[1];
  const number = numberIn(text, decimalComma) ?? '';
  if (!/^\d{1,9}(\.\d+)?$/.test(number)) {
    return { faults: [at(row, column, 'must be a weight like 1.5, without separators, or empty')] };
  }
  if (factor === undefined) {
    return { faults: [at(row, own ? column : 'Variant Weight Unit', 'must be kg, g, lb or oz')] };
  }
  const value = Math.round(Number(number) * factor);
  const known = cells[column] !== undefined;
  return {
    value,
    faults: value > 0 ? [] : [{
      ...at(
        row,
        column,
        known ? 'It weighs 0 g: freight by weight will count nothing for it' : 'No weight is given: 0 g',
      ),
      note: true,
    }],
  };
};

/** Units to start with. Less than none is none to sell; 5.0 is five. */
const unitsOf = (row: Row): Figure => {
  const given = row.cells['Variant Inventory Qty'] ?? '';
  const text = numberIn(given, row.decimalComma) ?? given;
  const tell = (message: string) => [{ ...at(row, 'Variant Inventory Qty', message), note: true } as const];
  if (text === '') return { value: 0, faults: [] };
  if (!/^-?\d{1,9}(\.0+)?$/.test(text)) {
    return { faults: [at(row, 'Variant Inventory Qty', 'must be a whole number of units, or empty')] };
  }
  const value = Number(text);
  if (value < 0) return { value: 0, faults: tell(`${text} units: none to sell`) };
  return { value, faults: text.includes('.') ? tell(`${text} is read as ${value} units`) : [] };
};

const withPoint = /^(-?)([1-9]\d{0,2}(?:,\d{3})+|\d*)(?:\.(\d+))?$/;
const withComma = /^(-?)([1-9]\d{0,2}(?:\.\d{3})+|\d*)(?:,(\d+))?$/;

/**
 * A number without separators of thousands and with a decimal point: of `1.299,90`, `1,299.90`, `1'299.90` and `19,90` the
 * last separator is the decimal one. Nothing for what is no number, nor for what might be two: `1,299`, and `1.299` in a
 * file with decimal commas.
 */
const numberIn = (written: string, decimalComma: boolean): string | undefined => {
  const text = written.normalize('NFKC').replace(/[\s'\u2019]/g, '').replace('\u2212', '-');
  if (text === '') return '';
  const [first, second] = decimalComma ? [withComma, withPoint] : [withPoint, withComma];
  const [, sign, whole = '', fraction] = first.exec(text) ?? second.exec(text) ?? [];
  if (sign === undefined || (whole === '' && fraction === undefined)) return undefined;
  const groups = whole.split(/[.,]/).length;
  const foreign = groups === 1 && fraction?.length === 3 && /^[1-9]\d{0,2}$/.test(whole)
    && text.includes(',') !== decimalComma;
  if (foreign || (fraction === undefined && groups === 2)) return undefined;
  return `${sign}${whole.replace(/[.,]/g, '') || '0'}${fraction === undefined ? '' : `.${fraction}`}`;
};

/** The amount without the currency's own code or sign before or behind it; those of others stay, and are a fault. */
const withoutCurrency = (written: string, currency: Currency): string => {
  const text = written.normalize('NFKC').trim();
  const signs = [currency, signOf(currency, 'symbol'), signOf(currency, 'narrowSymbol')];
  const found = signs.toSorted((a, b) => b.length - a.length).flatMap((sign) => {
    const upper = text.toUpperCase();
    if (upper.startsWith(sign)) return [text.slice(sign.length)];
    return upper.endsWith(sign) ? [text.slice(0, -sign.length)] : [];
  });
  return found[0]?.trim() ?? text;
};

const signOf = (currency: Currency, currencyDisplay: 'symbol' | 'narrowSymbol'): string =>
  new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay }).formatToParts(0)
    .find(({ type }) => type === 'currency')!.value.normalize('NFKC').toUpperCase();

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

const option = (n: number): string => `Option${n} Value`;

/** A code for a variant that has none: its place among its product's variants. */
const codeOf = (merchantId: MerchantId, handle: string, place: number): string => {
  const stem = /^[\x21-\x7e]{1,58}$/.test(handle) ? handle : derivedId('listing', `${merchantId} ${handle}`).slice(4);
  return `${stem}-${place + 1}`;
};

const descriptionOf = ({ cells }: Row, locale: Locale): object => {
  // What stood there as `&#8238;` is a character only now.
  const text = tidy(plainText(cells['Body (HTML)'] ?? ''));
  return text ? { description: { [locale]: text } } : {};
};

/** `12.5` in minor units, exactly; none for what is not an amount of the currency. */
export const minorUnits = (text: string | undefined, currency: Currency): number | undefined => {
  const [, whole, fraction = ''] = /^(\d{1,10})(?:\.(\d{1,9}))?$/.exec(text ?? '') ?? [];
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

/** The first fault of each column: what is empty has no letter either. */
const faultsOf = (error: z.ZodError, row: Row, columns: Record<string, string>): RowFault[] => {
  const names = error.issues.map(({ path }) => columns[String(path[0])] ?? '');
  return error.issues.map(({ message }, i) => at(row, names[i]!, message)).filter((_, i) =>
    names.indexOf(names[i]!) === i
  );
};
