import type * as z from 'zod';
import { derivedId, type MerchantId } from '../../kernel/values/ids.ts';
import { minorDigits } from '../../kernel/values/currencies.ts';
import type { Currency } from '../../kernel/values/money.ts';
import { wordsFor } from '../../kernel/doors/words.ts';
import { inLocale, type Locale, type LocalText } from '../../kernel/values/text.ts';
import type { CategoryId } from '../category.ts';
import { besideIn, markAfter, textAfter, type Beside } from './beside.ts';
import { codeKey, indistinct, ListingContent, SkuContent, type Sku } from '../content.ts';
import { tidy, type Row, type RowFault, type RowOutcome } from './csv-rows.ts';
import type { Listing, ListingId } from '../listing.ts';
import { contentOf as wholeContentOf } from '../submission-changes.ts';
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
export const at = ({ line, called }: Pick<Row, 'line' | 'called'>, column: string, message: string): RowFault => ({
  line,
  column: called(column),
  message,
});

/** What holds for the whole file. */
export interface ImportTerms {
  readonly merchantId: MerchantId;
  readonly categoryId: CategoryId;
  readonly currency: Currency;
  readonly locale: Locale;
  readonly shipsWithinDays: number;
  /** The categories that a name may mean, like `Home > Tea ware`. */
  readonly categoriesNamed?: (name: string) => readonly CategoryId[];
}

/** A product that was read, as far as it is good. */
export interface ReadProduct {
  readonly id: ListingId;
  readonly content: Omit<ListingContent, 'skus'>;
  readonly skus: readonly Sku[];
  /** The file's row of each SKU. */
  readonly rows: readonly Row[];
  /** Units to start with, by SKU. */
  readonly quantities: readonly number[];
  /** Of an export, by SKU: what could be bought then, and when that was. */
  readonly seen: readonly (NonNullable<Beside['stock']> | undefined)[];
}

/** The listing that a handle means in a shop: an export's ends with its id, another is the seed of one. */
export const listingIdsOf = (merchantId: MerchantId, handle: string): ListingId[] => {
  const exported = /(?:^|-)([0-9a-hjkmnp-tv-z]{26})$/.exec(handle)?.[1];
  return [
    ...(exported ? [`lst_${exported.toUpperCase()}` as ListingId] : []),
    derivedId('listing', `${merchantId} ${handle}`),
  ];
};

/**
 * Reads the rows of one handle: the first carries the product, each with an option, a code or a price is a variant, the
 * rest only name images. A variant with a fault is left out; without its first row, a title or a good variant there is no
 * product. The ids follow from shop, handle and code, so that reading the file again gives the same product. What the
 * file has no column for stays as it is.
 * @param present the listing, where the shop has it
 */
export const readProduct = (
  { handle, rows, faults: before }: RowGroup,
  terms: ImportTerms,
  present?: Listing,
): { product?: ReadProduct; faults: RowFault[] } => {
  const [first] = rows;
  if (!first) return { faults: [] };
  const lost = before.find(({ line }) => line < first.line);
  if (lost) return { faults: [at(first, 'Handle', `The product's first row, line ${lost.line}, could not be read`)] };
  const beside = besideIn(first);
  if (beside instanceof Error) return { faults: [at(first, 'Beside', beside.message)] };
  const locale = beside?.locale ?? terms.locale;
  const variants = rows.filter((row) =>
    !row.about && (row === first || [option(1), 'Variant SKU', 'Variant Price'].some((name) => row.cells[name]))
  );
  const marks = marksOf(variants, handle, { ...terms, locale }, present);
  const read = variants.map((row, i) => (i < maxSkus
    ? readVariant(row, { first, handle, place: i, terms: { ...terms, locale }, present, marks })
    : { faults: [at(row, 'Handle', `At the most ${maxSkus} variants a product`)] })
  );
  const content = contentOf(first, beside ? beside.listing ?? {} : present && contentBesideSkus(present), {
    ...terms,
    locale,
  });
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
  return {
    product: {
      id: present?.id ?? listingIdsOf(terms.merchantId, handle).at(-1)!,
      content: content.data,
      skus: kept.map(({ sku }) => sku),
      rows: kept.map(({ row }) => row),
      quantities: kept.map(({ quantity }) => quantity),
      seen: kept.map(({ seen }) => seen),
    },
    faults,
  };
};

/** What a listing says, without its SKUs. */
const contentBesideSkus = (listing: Listing): Partial<ListingContent> => {
  const { skus: _, ...content } = wholeContentOf(listing);
  return content;
};

const contentOf = (
  first: Row,
  base: Partial<ListingContent> | undefined,
  { locale, categoryId, categoriesNamed, shipsWithinDays }: ImportTerms,
) => {
  const { cells } = first;
  const { title, description: described, ...rest } = base ?? {};
  const body = cells['Body (HTML)'];
  // What stood there as `&#8238;` is a character only now.
  const description = textAfter(described, locale, body === undefined ? undefined : tidy(plainText(body)));
  const named = cells['Category'] ? categoriesNamed?.(cells['Category']) ?? [] : [];
  const known = rest.categoryId ?? categoryId;
  return ListingContent.omit({ skus: true }).safeParse({
    ...rest,
    title: textAfter(title, locale, lineIn(first, 'Title') || (title ? undefined : '')) ?? { [locale]: '' },
    ...(description && { description }),
    categoryId: named.length === 1 && !named.includes(known) ? named[0] : known,
    shipsWithinDays: rest.shipsWithinDays ?? shipsWithinDays,
  }, { error: wordsFor });
};

interface Variant {
  readonly row: Row;
  readonly sku: Sku;
  readonly quantity: number;
  readonly seen: Beside['stock'];
}

interface OfVariant {
  readonly first: Row;
  readonly handle: string;
  readonly place: number;
  readonly terms: ImportTerms;
  readonly present: Listing | undefined;
  readonly marks: readonly (LocalText | undefined)[];
}

/** What is known of a variant that the columns do not say: of an export beside it, otherwise what the shop has. */
const knownOf = (row: Row, code: string, present: Listing | undefined): Partial<Sku> | Error => {
  const beside = besideIn(row);
  if (beside instanceof Error) return beside;
  const kept = present?.skus.find((sku) => codeKey(sku.code) === codeKey(code));
  return beside ? { ...beside.sku, ...(kept && { id: kept.id }) } : kept ?? {};
};

const codeIn = (row: Row, handle: string, place: number, { merchantId }: ImportTerms): string =>
  lineIn(row, 'Variant SKU') || codeOf(merchantId, handle, place);

/** The names that stood over the options when the file was written: those of the first variant that had one there. */
const marksOf = (
  rows: readonly Row[],
  handle: string,
  terms: ImportTerms,
  present: Listing | undefined,
): (LocalText | undefined)[] => {
  const known = rows.map((row, place) => knownOf(row, codeIn(row, handle, place, terms), present));
  const specs = known.flatMap((one) => (one instanceof Error ? [] : [one.specs ?? []]));
  return [0, 1, 2, 3, 4].map((n) => specs.find((all) => all[n])?.[n]?.name);
};

/** The price in a cell, in minor units, or what is wrong with it. */
export const priceIn = (row: Row, column: string, currency: Currency): { amount?: number; fault?: RowFault } => {
  const text = numberIn(withoutCurrency(row.cells[column] ?? '', currency), row.decimalComma);
  const amount = minorUnits(text, currency);
  if (amount) return { amount };
  const message = amount === 0 ? 'must be more than 0' : `must be an amount in ${currency}, like ${sampleOf(currency)}`;
  return { fault: at(row, column, message) };
};

const readVariant = (row: Row, of: OfVariant): { variant?: Variant; faults: RowFault[] } => {
  const { handle, place, terms, present } = of;
  const { merchantId, currency } = terms;
  const { cells } = row;
  const code = codeIn(row, handle, place, terms);
  const known = knownOf(row, code, present);
  if (known instanceof Error) return { faults: [at(row, 'Beside', known.message)] };
  const { amount, fault } = priceIn(row, 'Variant Price', currency);
  const unweighed = cells['Variant Grams'] === undefined && cells['Variant Weight'] === undefined;
  const weight = unweighed && known.weight !== undefined ? { value: known.weight, faults: [] } : weightOf(row);
  const quantity = unitsOf(row);
  const faults: RowFault[] = [
    ...(fault ? [fault] : []),
    ...weight.faults,
    ...quantity.faults,
  ];
  if (!amount || weight.value === undefined || quantity.value === undefined) return { faults };
  const { id, reviewedPrice: _, nextPrice: __, size: sized, ...kept } = known;
  const size = cells['Size'] === undefined ? sized : sizeIn(cells['Size']);
  const sku = SkuContent.safeParse({
    ...kept,
    code,
    price: { amount, currency },
    specs: specsOf(row, known.specs, of),
    weight: weight.value,
    ...(size && { size }),
  }, { error: wordsFor });
  if (!sku.success) return { faults: faultsOf(sku.error, row, skuColumns) };
  const beside = besideIn(row);
  return {
    variant: {
      row,
      sku: { ...sku.data, id: id ?? derivedId('sku', `${merchantId} ${handle} ${codeKey(code)}`) },
      quantity: quantity.value,
      seen: beside instanceof Error ? undefined : beside?.stock,
    },
    faults,
  };
};

/** What sets a variant apart, by the names in the product's first row; in another language as it was known. */
const specsOf = (
  row: Row,
  known: Sku['specs'] | undefined,
  { first, terms: { locale }, marks }: OfVariant,
): Sku['specs'] =>
  [1, 2, 3, 4, 5].flatMap((n) => {
    const before = known?.[n - 1];
    const unnamed = first.cells[`Option${n} Name`] === undefined || row.cells[option(n)] === undefined;
    if (unnamed) return before ? [before] : [];
    const [name, value] = [lineIn(first, `Option${n} Name`), lineIn(row, option(n))];
    const absent = name === '' || value === '' || (!before && name === 'Title' && value === 'Default Title');
    if (absent) return [];
    const mark = marks[n - 1];
    const sameName = before && mark && inLocale(mark, locale) === name;
    return [{
      name: sameName ? before.name : markAfter(before?.name, locale, name),
      value: markAfter(before?.value, locale, value),
    }];
  });

/** Centimetres: `30x20x10`. */
const sizeIn = (cell: string): Sku['size'] => {
  const [, length, width, height] = /^(\d+)x(\d+)x(\d+)$/.exec(cell) ?? [];
  return length ? { length: Number(length), width: Number(width), height: Number(height) } : undefined;
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
export const unitsOf = (row: Row, column = 'Variant Inventory Qty'): Figure => {
  const given = row.cells[column] ?? '';
  const text = numberIn(given, row.decimalComma) ?? given;
  const tell = (message: string) => [{ ...at(row, column, message), note: true } as const];
  if (text === '') return { value: 0, faults: [] };
  if (!/^-?\d{1,9}(\.0+)?$/.test(text)) {
    return { faults: [at(row, column, 'must be a whole number of units, or empty')] };
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
  const all = [currency, signOf(currency, 'symbol'), signOf(currency, 'narrowSymbol')];
  const found = all.toSorted((a, b) => b.length - a.length).flatMap((sign) => {
    const upper = text.toUpperCase();
    if (upper.startsWith(sign)) return [text.slice(sign.length)];
    return upper.endsWith(sign) ? [text.slice(0, -sign.length)] : [];
  });
  return found[0]?.trim() ?? text;
};

const signOf = (currency: Currency, currencyDisplay: 'symbol' | 'narrowSymbol'): string => {
  const name = `${currency} ${currencyDisplay}`;
  const known = signs.get(name);
  if (known !== undefined) return known;
  const found = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay }).formatToParts(0)
    .find(({ type }) => type === 'currency')!.value.normalize('NFKC').toUpperCase();
  signs.set(name, found);
  return found;
};
/** A format takes longer to make than a row to read. */
const signs = new Map<string, string>();

/** A cell as one line, with single spaces; as it is in a row of an export. */
const lineIn = (row: Row, column: string): string => {
  const text = row.cells[column] ?? '';
  return row.cells['Beside'] ? text : text.replace(/\s+/g, ' ').trim();
};

const option = (n: number): string => `Option${n} Value`;

/** A code for a variant that has none: its place among its product's variants. */
const codeOf = (merchantId: MerchantId, handle: string, place: number): string => {
  const stem = /^[\x21-\x7e]{1,58}$/.test(handle) ? handle : derivedId('listing', `${merchantId} ${handle}`).slice(4);
  return `${stem}-${place + 1}`;
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
