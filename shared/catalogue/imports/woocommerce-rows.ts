/** WooCommerce's product CSV, read as rows of Shopify's: a row for each product, and one for each variation below it. */
import type { Columns, Row, RowFault, RowOutcome } from './csv-rows.ts';

/** Attributes that are looked for; a listing's SKUs have five specifications at the most. */
const attributes = Array.from({ length: 10 }, (_, i) => i + 1);
const weightUnits = ['kg', 'g', 'lbs', 'oz'] as const;
const lengthUnits = { cm: 1, mm: 0.1, m: 100, in: 2.54 } as const;
type LengthUnit = keyof typeof lengthUnits;
const sides = ['Length', 'Width', 'Height'] as const;

/** The columns of WooCommerce's exporter that are read. */
export const wooColumns: Columns = Object.fromEntries([
  ...[
    'ID',
    'Type',
    'Parent',
    'Description',
    'Short description',
    'Stock',
    'Regular price',
    'Sale price',
    'Date sale price starts',
    'Categories',
    ...weightUnits.map((unit) => `Weight (${unit})`),
    ...Object.keys(lengthUnits).flatMap((unit) => sides.map((side) => `${side} (${unit})`)),
    ...attributes.map((n) => `Attribute ${n} name`),
  ].map((name) => [name, [name]]),
  ['SKU', ['SKU']],
  ['Name', ['Name', 'Title']],
  ...attributes.map((n) => [`Attribute ${n} value`, [`Attribute ${n} value(s)`, `Attribute ${n} value`]]),
  ['Beside', ['Meta: jishi']],
]) as Columns;

export const wooNeeded = ['SKU', 'Name', 'Regular price'] as const;

const has = (header: readonly string[], name: string): boolean =>
  header.some((one) => one.toLowerCase() === name.toLowerCase());

/** Whether a file is WooCommerce's: Shopify's has handles, and no regular price. */
export const isWooCommerce = (header: readonly string[]): boolean =>
  has(header, 'Regular price') && has(header, 'Name') && !has(header, 'Handle');

/** Of each column of Shopify's, the one of WooCommerce's from which it was read: faults are told by that. */
const sources: Readonly<Record<string, readonly string[]>> = {
  'Handle': ['SKU'],
  'Title': ['Name'],
  'Body (HTML)': ['Description', 'Short description'],
  'Variant SKU': ['SKU'],
  'Variant Inventory Qty': ['Stock'],
  'Variant Weight': weightUnits.map((unit) => `Weight (${unit})`),
  'Variant Grams': weightUnits.map((unit) => `Weight (${unit})`),
  'Category': ['Categories'],
  ...Object.fromEntries(attributes.flatMap((n) => [
    [`Option${n} Name`, [`Attribute ${n} name`]],
    [`Option${n} Value`, [`Attribute ${n} value`]],
  ])),
};

/** A product with its variations, as they are gathered. */
interface Gathered {
  readonly handle: string;
  readonly row: Row;
  readonly variations: Row[];
}

/** WooCommerce's exporter writes a line break of a description as `\n`, and a comma in a value as `\,`. */
const withBreaks = (text: string): string =>
  text.split('\\\\n').map((part) => part.replaceAll('\\n', '\n')).join('\\n');
const withCommas = (text: string): string => text.replaceAll('\\,', ',');

/** Kinds of products that are no goods of one's own. */
const foreignTypes = ['external', 'grouped', 'subscription', 'variable-subscription'];

/**
 * Reads rows of WooCommerce's as rows of Shopify's, variations behind their products. A variation names its product by
 * SKU or as `id:12`, wherever in the file that stands.
 */
export async function* asShopifys(outcomes: AsyncIterable<RowOutcome>): AsyncGenerator<RowOutcome> {
  const products = new Map<string, Gathered>();
  const known = new Map<string, Gathered>();
  const variations: Row[] = [];
  for await (const outcome of outcomes) {
    if ('fault' in outcome) {
      yield outcome;
      continue;
    }
    const { row } = outcome;
    const types = (row.cells['Type'] || 'simple').toLowerCase().split(/\s*,\s*/);
    const foreign = types.find((type) => foreignTypes.includes(type));
    if (foreign) yield told(row, 'Type', `Products of the type ${foreign} cannot be sold here`);
    else if (types.includes('variation')) variations.push(row);
    else {
      const handle = handleOf(row);
      if (!handle) yield told(row, 'SKU', 'A product needs a SKU, an ID or a name');
      else if (products.has(handle)) yield told(row, 'SKU', 'Another product of the file has this SKU', handle);
      else {
        const product = { handle, row, variations: [] };
        products.set(handle, product);
        for (const name of namesOf(row)) known.set(name, product);
      }
    }
  }
  for (const row of variations) {
    const parent = (row.cells['Parent'] ?? '').toLowerCase().replace(/\s+/g, ' ');
    const product = known.get(parent);
    if (product) product.variations.push(row);
    else yield told(row, 'Parent', parent ? 'No product of the file has this SKU or ID' : 'is required');
  }
  for (const product of products.values()) yield* rowsOfProduct(product);
}

const told = (
  { line, called }: Row,
  column: string,
  message: string,
  handle = '',
): { fault: RowFault; handle: string } => ({ fault: { line, column: called(column), message }, handle });

const handleOf = ({ cells }: Row): string =>
  besideHandle(cells['Beside']) || cells['SKU'] || (cells['ID'] ? `id:${cells['ID']}` : '') || cells['Name'] || '';

/** An exported product without variations has its variant's SKU, so that the handle stands beside. */
const besideHandle = (cell: string | undefined): string => /"handle":"([^"\\]+)"/.exec(cell ?? '')?.[1] ?? '';

const namesOf = ({ cells }: Row): string[] =>
  [cells['SKU'], cells['ID'] && `id:${cells['ID']}`].flatMap((name) => (name ? [name.toLowerCase()] : []));

function* rowsOfProduct({ handle, row, variations }: Gathered): Generator<RowOutcome> {
  const isVariable = /\bvariable\b/i.test(row.cells['Type'] ?? '') || variations.length > 0;
  const options = isVariable ? optionsOf(row, variations) : [];
  const title = withoutSales(row);
  const about = {
    ...canonical(title, handle),
    'Title': row.cells['Name'],
    'Body (HTML)': withBreaks(row.cells['Description'] || row.cells['Short description'] || ''),
    'Category': row.cells['Categories'],
    ...Object.fromEntries(options.map((name, i) => [`Option${i + 1} Name`, name])),
  };
  yield { row: { ...shopifys(row), cells: about, ...(isVariable && { about: true as const }) } };
  const unread = attributes.filter((n) => {
    const name = row.cells[`Attribute ${n} name`];
    return name && !options.includes(name);
  });
  // Where the variations are missing, that is said.
  if (unread.length > 0 && (!isVariable || variations.length > 0)) {
    const names = unread.map((n) => row.cells[`Attribute ${n} name`]).join(', ');
    const { fault } = told(
      row,
      `Attribute ${unread[0]} name`,
      `It tells no variations apart and is not read: ${names}`,
    );
    yield { fault: { ...fault, note: true }, handle };
  }
  if (isVariable && variations.length === 0) yield told(row, 'Type', 'The product has no variation', handle);
  for (const one of variations) {
    const inherited = {
      ...one,
      cells: { ...row.cells, ...filled(one.cells), 'SKU': one.cells['SKU'], 'Beside': one.cells['Beside'] },
    };
    const values = options.map((name, i) => [`Option${i + 1} Value`, withCommas(valueOf(one, name, i + 1))]);
    yield {
      row: {
        ...shopifys(one),
        cells: { ...canonical(withoutSales(inherited), handle), ...Object.fromEntries(values) },
      },
    };
  }
}

const filled = (cells: Row['cells']): Row['cells'] =>
  Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== undefined && cell !== ''));

/** A row with columns of Shopify's that knows what the file calls them. */
const shopifys = (row: Row): Row => ({
  ...row,
  called: (column) => {
    const names = column === 'Variant Price' ? [priceColumn(row)] : sources[column] ?? [column];
    return row.called(names.find((name) => row.cells[name]) ?? names[0]!);
  },
});

/** A price that holds for some days only is not the price. */
const withoutSales = (row: Row): Row =>
  row.cells['Date sale price starts'] ? { ...row, cells: { ...row.cells, 'Sale price': '' } } : row;

const priceColumn = ({ cells }: Pick<Row, 'cells'>): string => (cells['Sale price'] ? 'Sale price' : 'Regular price');

/** What is said of each variant. */
const canonical = (row: Row, handle: string): Record<string, string | undefined> => {
  const { cells } = row;
  const unit = weightUnits.find((one) => cells[`Weight (${one})`] !== undefined);
  return {
    'Handle': handle,
    'Variant SKU': cells['SKU'],
    'Variant Price': cells[priceColumn(row)],
    'Variant Inventory Qty': cells['Stock'],
    'Variant Weight': unit && cells[`Weight (${unit})`],
    'Variant Weight Unit': unit,
    'Size': sizeOf(cells),
    'Beside': cells['Beside'],
  };
};

/** Centimetres, rounded up, as `30x20x10`; nothing unless all three are given. */
const sizeOf = (cells: Row['cells']): string | undefined => {
  const unit = (Object.keys(lengthUnits) as LengthUnit[]).find((one) => cells[`Length (${one})`] !== undefined);
  if (!unit) return undefined;
  const numbers = sides.map((side) => Number((cells[`${side} (${unit})`] ?? '').replace(',', '.')));
  if (!numbers.every((one) => one > 0)) return '';
  return numbers.map((one) => Math.ceil(Number((one * lengthUnits[unit]).toFixed(6)))).join('x');
};

/** By what the variations of a product are told apart: the attributes that they name, in the product's order. */
const optionsOf = (row: Row, variations: readonly Row[]): string[] => {
  const ofRow = (one: Row): string[] => attributes.flatMap((n) => one.cells[`Attribute ${n} name`] || []);
  const named = new Set(variations.flatMap(ofRow));
  const own = ofRow(row).filter((name) => named.has(name));
  return [...own, ...[...named].filter((name) => !own.includes(name))];
};

/** The value under a name, at its place in the product or wherever else the variation has it. */
const valueOf = ({ cells }: Row, name: string, place: number): string => {
  const n = [place, ...attributes].find((one) => cells[`Attribute ${one} name`] === name);
  return (n && cells[`Attribute ${n} value`]) || '';
};
