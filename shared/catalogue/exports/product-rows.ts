/** Listings as rows of the product files of Shopify and WooCommerce, from which an import makes the same listings again. */
import { csvExport, type Row } from '../../kernel/files/csv.ts';
import { minorDigits } from '../../kernel/values/currencies.ts';
import type { Instant } from '../../kernel/values/clock.ts';
import type { Money } from '../../kernel/values/money.ts';
import { inLocale, type Locale, type LocalText } from '../../kernel/values/text.ts';
import type { Sku, SkuId } from '../content.ts';
import type { Listing } from '../listing.ts';
import type { Beside } from '../imports/beside.ts';
import { htmlOf } from './html-of.ts';
import { contentOf } from '../submission-changes.ts';

/** What rows are written from. */
export interface Exported {
  readonly listing: Listing;
  /** Units that can be bought, of each SKU that has a stock book. */
  readonly available: ReadonlyMap<SkuId, number>;
  /** The path of its category, like `Home > Tea ware`. */
  readonly category: string;
}

/** How rows are written. */
export interface Writing {
  readonly locale: Locale;
  readonly at: Instant;
}

const options = [1, 2, 3, 4, 5] as const;

/** Shopify's columns, and one for what they have no place for. */
export const shopifyProducts = csvExport(
  {
    'Handle': 'text',
    'Title': 'text',
    'Body (HTML)': 'text',
    'Product Category': 'text',
    'Published': 'text',
    ...Object.fromEntries(
      options.flatMap((n) => [[`Option${n} Name`, 'text'], [`Option${n} Value`, 'text']]),
    ) as Record<
      `Option${typeof options[number]} ${'Name' | 'Value'}`,
      'text'
    >,
    'Variant SKU': 'text',
    'Variant Grams': 'text',
    'Variant Inventory Tracker': 'text',
    'Variant Inventory Qty': 'text',
    'Variant Inventory Policy': 'text',
    'Variant Fulfillment Service': 'text',
    'Variant Price': 'text',
    'Variant Requires Shipping': 'text',
    'Variant Weight Unit': 'text',
    'Status': 'text',
    'Jishi (product.metafields.jishi.beside)': 'text',
  },
  { spreadsheet: true },
);

/** WooCommerce's columns, and one for what they have no place for. */
export const wooProducts = csvExport(
  {
    'Type': 'text',
    'SKU': 'text',
    'Name': 'text',
    'Published': 'text',
    'Visibility in catalog': 'text',
    'Description': 'text',
    'In stock?': 'text',
    'Stock': 'text',
    'Weight (kg)': 'text',
    'Length (cm)': 'text',
    'Width (cm)': 'text',
    'Height (cm)': 'text',
    'Regular price': 'text',
    'Categories': 'text',
    'Parent': 'text',
    ...Object.fromEntries(options.flatMap((n) => [
      [`Attribute ${n} name`, 'text'],
      [`Attribute ${n} value(s)`, 'text'],
      [`Attribute ${n} visible`, 'text'],
      [`Attribute ${n} global`, 'text'],
    ])) as Record<`Attribute ${typeof options[number]} ${'name' | 'value(s)' | 'visible' | 'global'}`, 'text'>,
    'Meta: jishi': 'text',
  },
  { spreadsheet: true },
);

type ShopifyRow = Row<typeof shopifyProducts.csvColumns>;
type WooRow = Row<typeof wooProducts.csvColumns>;

const empty = <C extends Readonly<Record<string, 'text'>>>({ csvColumns }: { csvColumns: C }) =>
  Object.fromEntries(Object.keys(csvColumns).map((name) => [name, ''])) as Record<keyof C, string>;

/** `12.50`, as files have it. */
export const amountOf = ({ amount, currency }: Money): string => {
  const digits = minorDigits[currency];
  const all = String(amount).padStart(digits + 1, '0');
  return digits === 0 ? all : `${all.slice(0, -digits)}.${all.slice(-digits)}`;
};

/** A handle of which an import knows the listing. */
export const handleOf = ({ id, title }: Pick<Listing, 'id' | 'title'>): string => {
  const words = inLocale(title, 'en').toLowerCase().match(/[a-z0-9]+/g)?.join('-').slice(0, 60) ?? '';
  return [words.replace(/-$/, ''), id.slice('lst_'.length).toLowerCase()].filter(Boolean).join('-');
};

/** Only what one cell does not say of a text. */
const unlessPlain = (text: LocalText | undefined, locale: Locale): LocalText | undefined =>
  text && Object.values(text).filter((one) => one !== undefined).length === 1 && text[locale] !== undefined
    ? undefined
    : text;

/** What the first row has beside its columns, of the listing. */
const besideListing = (listing: Listing, locale: Locale): NonNullable<Beside['listing']> => {
  const { skus: _, title, description, ...rest } = contentOf(listing);
  const [titles, descriptions] = [unlessPlain(title, locale), unlessPlain(description, locale)];
  return { ...rest, ...(titles && { title: titles }), ...(descriptions && { description: descriptions }) };
};

/** The names over the columns of options: those of the first SKU that has one there. */
const namesOf = ({ skus }: Listing, locale: Locale): string[] =>
  options.flatMap((n) => {
    const named = skus.find(({ specs }) => specs[n - 1])?.specs[n - 1];
    return named ? [inLocale(named.name, locale)] : [];
  });

/** Whether the columns alone say what sets the SKUs apart. */
const isPlain = ({ skus }: Listing, names: readonly string[], locale: Locale): boolean =>
  skus.every(({ specs }) =>
    specs.every(({ name, value }, i) =>
      !unlessPlain(name, locale) && !unlessPlain(value, locale) && name[locale] === names[i]
      && !(name[locale] === 'Title' && value[locale] === 'Default Title')
    )
  );

const besideSku = (
  listing: Listing,
  { code }: Sku,
  plain: boolean,
): NonNullable<Beside['sku']> => {
  const { code: _, price: __, weight: ___, specs, ...rest } = contentOf(listing).skus.find((one) => one.code === code)!;
  return { ...rest, ...(!plain && { specs }) };
};

interface Prepared {
  readonly handle: string;
  readonly names: readonly string[];
  readonly variants: readonly {
    readonly sku: Sku;
    readonly values: readonly string[];
    readonly units: number | undefined;
    readonly beside: Beside;
  }[];
}

const prepared = ({ listing, available }: Exported, { locale, at }: Writing): Prepared => {
  const names = namesOf(listing, locale);
  const plain = isPlain(listing, names, locale);
  return {
    handle: handleOf(listing),
    names,
    variants: listing.skus.map((sku) => {
      const units = available.get(sku.id);
      return {
        sku,
        units,
        values: names.map((_, i) => (sku.specs[i] ? inLocale(sku.specs[i].value, locale) : '')),
        beside: {
          locale,
          sku: besideSku(listing, sku, plain),
          ...(units !== undefined && { stock: { available: units, at } }),
        },
      };
    }),
  };
};

const texts = ({ listing }: Exported, { locale }: Writing): { title: string; html: string } => ({
  title: inLocale(listing.title, locale),
  html: listing.description ? htmlOf(inLocale(listing.description, locale)) : '',
});

/** Rows of Shopify's: the first carries the product, each is a variant. */
export const shopifyRows = (exported: Exported, writing: Writing): ShopifyRow[] => {
  const { listing, category } = exported;
  const { handle, names, variants } = prepared(exported, writing);
  const { title, html } = texts(exported, writing);
  const onSale = listing.state === 'on-sale';
  return variants.map(({ sku, values, units, beside }, i) => ({
    ...empty(shopifyProducts),
    'Handle': handle,
    ...(i === 0 && {
      'Title': title,
      'Body (HTML)': html,
      'Product Category': category,
      'Published': String(onSale),
      'Status': onSale ? 'active' : 'draft',
      ...(names.length === 0 && { 'Option1 Name': 'Title' }),
      ...Object.fromEntries(names.map((name, n) => [`Option${n + 1} Name`, name])),
    }),
    ...(names.length === 0 && { 'Option1 Value': 'Default Title' }),
    ...Object.fromEntries(values.map((value, n) => [`Option${n + 1} Value`, value])),
    'Variant SKU': sku.code,
    'Variant Grams': String(sku.weight),
    'Variant Inventory Tracker': 'shopify',
    'Variant Inventory Qty': units === undefined ? '' : String(units),
    'Variant Inventory Policy': 'deny',
    'Variant Fulfillment Service': 'manual',
    'Variant Price': amountOf(sku.price),
    'Variant Requires Shipping': 'true',
    'Variant Weight Unit': 'g',
    'Jishi (product.metafields.jishi.beside)': JSON.stringify(
      i === 0 ? { ...beside, listing: besideListing(listing, writing.locale) } : beside,
    ),
  }));
};

const withCommas = (text: string): string => text.replaceAll(',', '\\,');

/** Rows of WooCommerce's: a simple product, or a variable one with its variations. */
export const wooRows = (exported: Exported, writing: Writing): WooRow[] => {
  const { listing, category } = exported;
  const { handle, names, variants } = prepared(exported, writing);
  const { title, html } = texts(exported, writing);
  const about = {
    ...empty(wooProducts),
    'Name': title,
    'Published': listing.state === 'on-sale' ? '1' : '-1',
    'Visibility in catalog': 'visible',
    'Description': html.replaceAll('\n', '\\n'),
    'Categories': category,
  };
  const said = { handle, locale: writing.locale, listing: besideListing(listing, writing.locale) };
  const variantCells = ({ sku, units }: Prepared['variants'][number]): Partial<WooRow> => ({
    'SKU': sku.code,
    'In stock?': units ? '1' : '0',
    'Stock': units === undefined ? '' : String(units),
    'Weight (kg)': String(sku.weight / 1000),
    'Regular price': amountOf(sku.price),
    ...(sku.size && {
      'Length (cm)': String(sku.size.length),
      'Width (cm)': String(sku.size.width),
      'Height (cm)': String(sku.size.height),
    }),
  });
  const [only] = variants;
  if (only && variants.length === 1 && names.length === 0) {
    return [{
      ...about,
      'Type': 'simple',
      ...variantCells(only),
      'Meta: jishi': JSON.stringify({ ...only.beside, ...said }),
    }];
  }
  const attributes = (valueOf: (n: number) => string): Partial<WooRow> =>
    Object.fromEntries(names.flatMap((name, n) => [
      [`Attribute ${n + 1} name`, name],
      [`Attribute ${n + 1} value(s)`, valueOf(n)],
      [`Attribute ${n + 1} visible`, '1'],
      [`Attribute ${n + 1} global`, '0'],
    ]));
  const parent = {
    ...about,
    'Type': 'variable',
    'SKU': handle,
    ...attributes((n) =>
      [...new Set(variants.map(({ values }) => values[n]!).filter(Boolean))].map(withCommas).join(', ')
    ),
    'Meta: jishi': JSON.stringify(said),
  };
  return [
    parent,
    ...variants.map((variant) => ({
      ...empty(wooProducts),
      'Type': 'variation',
      'Name': title,
      'Published': '1',
      'Parent': handle,
      ...variantCells(variant),
      ...attributes((n) => withCommas(variant.values[n]!)),
      'Meta: jishi': JSON.stringify(variant.beside),
    })),
  ];
};
