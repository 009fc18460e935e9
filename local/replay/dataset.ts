/** Orders of a marketplace as three CSV files: order_items.csv, products.csv, sellers.csv. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { minorUnits } from './minor-units.ts';

export const currency = 'BRL';

export interface Seller {
  readonly id: string;
  readonly city: string;
  readonly state: string;
}

export interface Product {
  readonly id: string;
  readonly category: string;
  /** Grams; one where it is unknown, the least that a carrier takes. */
  readonly weight: number;
  readonly size: { readonly length: number; readonly width: number; readonly height: number } | undefined;
}

/** One unit that was bought. */
export interface Line {
  readonly product: Product;
  readonly seller: Seller;
  /** Minor units. */
  readonly price: number;
  /** Minor units. */
  readonly freight: number;
}

export interface Order {
  readonly id: string;
  readonly lines: readonly Line[];
}

/** What is wrong with a file, and where. */
export class BadFile extends Error {}

interface Row {
  readonly values: Readonly<Record<string, string>>;
  /** @throws BadFile at this row's field */
  readonly fail: (column: string, fault: string) => never;
}

/**
 * Reads the first orders in the order of the file, all of them without a limit.
 * @throws BadFile with file, line and column of what is missing or malformed
 */
export const readDataset = async (folder: string, limit = Infinity): Promise<Order[]> => {
  const [items, products, sellers] = await Promise.all([
    rowsOf(folder, 'order_items.csv', ['order_id', 'line', 'product_id', 'seller_id', 'price', 'freight']),
    rowsOf(folder, 'products.csv', ['product_id', 'category', 'weight_g', 'length_cm', 'height_cm', 'width_cm']),
    rowsOf(folder, 'sellers.csv', ['seller_id', 'city', 'state']),
  ]);
  const productOf = new Map(products.map(readProduct).map((product) => [product.id, product]));
  const sellerOf = new Map(sellers.map(readSeller).map((seller) => [seller.id, seller]));

  const orders = new Map<string, Line[]>();
  const seen = new Set<string>();
  for (const row of items) {
    const id = identifier(row, 'order_id');
    const line = `${id} ${row.values['line']}`;
    if (seen.has(line)) row.fail('line', `the order ${id} has this line already`);
    seen.add(line);
    const known = orders.get(id);
    if (!known && orders.size === limit) continue;
    const product = productOf.get(row.values['product_id']!)
      ?? row.fail('product_id', 'there is no such product in products.csv');
    const seller = sellerOf.get(row.values['seller_id']!)
      ?? row.fail('seller_id', 'there is no such seller in sellers.csv');
    const price = amount(row, 'price');
    if (price === 0) row.fail('price', 'nothing can be sold for nothing');
    const bought = { product, seller, price, freight: amount(row, 'freight') };
    if (known) known.push(bought);
    else orders.set(id, [bought]);
  }
  return [...orders].map(([id, lines]) => ({ id, lines }));
};

const readProduct = (row: Row): Product => {
  const [length, width, height] = [whole(row, 'length_cm'), whole(row, 'width_cm'), whole(row, 'height_cm')];
  return {
    id: identifier(row, 'product_id'),
    category: row.values['category'] || 'other',
    weight: whole(row, 'weight_g') || 1,
    size: length && width && height ? { length, width, height } : undefined,
  };
};

const readSeller = (row: Row): Seller => ({
  id: identifier(row, 'seller_id'),
  city: row.values['city'] || row.fail('city', 'is missing'),
  state: row.values['state'] || row.fail('state', 'is missing'),
});

const identifier = ({ values, fail }: Row, column: string): string =>
  /^[\w-]{1,48}$/.test(values[column]!)
    ? values[column]!
    : fail(column, `"${values[column]}" is no id: 1 to 48 letters, digits, _ and -`);

const amount = ({ values, fail }: Row, column: string): number =>
  minorUnits(values[column]!, 2) ?? fail(column, `"${values[column]}" is no amount such as 58.90`);

/** Zero when the field is empty. */
const whole = ({ values, fail }: Row, column: string): number =>
  /^\d{0,9}$/.test(values[column]!) ? Number(values[column]) : fail(column, `"${values[column]}" is no whole number`);

const rowsOf = async (folder: string, name: string, columns: readonly string[]): Promise<Row[]> => {
  const file = join(folder, name);
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new BadFile(`${file} cannot be read: ${error.message}`);
  });
  let header: string[] = [];
  try {
    const records = parse(text, {
      bom: true,
      info: true,
      skip_empty_lines: true,
      columns: (names: string[]) => {
        header = names;
        const missing = columns.filter((column) => !names.includes(column));
        if (missing.length) throw new BadFile(`${file}:1: the column ${missing.join(', ')} is missing`);
        return names;
      },
    }) as unknown as { record: Record<string, string>; info: { lines: number } }[];
    return records.map(({ record, info }) => ({
      values: record,
      fail: (column, fault) => {
        throw new BadFile(`${file}:${info.lines}:${header.indexOf(column) + 1}: ${column}: ${fault}`);
      },
    }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines, column } = error as CsvError & { lines: number; column: number | string };
    throw new BadFile(
      `${file}:${lines}:${
        typeof column === 'number' ? column + 1 : header.indexOf(column) + 1 || header.length + 1
      }: ${error.message}`,
    );
  }
};
