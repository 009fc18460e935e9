import fc from 'fast-check';
import { createReadStream } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inBatches } from '../../../shared/catalogue/batches.ts';
import { rowsOf, type RowOutcome } from '../../../shared/catalogue/csv-rows.ts';
import {
  claimsOf,
  groupsOf,
  minorUnits,
  neededColumns,
  readProduct,
  type RowGroup,
} from '../../../shared/catalogue/shopify-product.ts';
import { category, newId, shop } from './samples.ts';

const terms = {
  merchantId: shop.id,
  categoryId: category.id,
  currency: 'BRL' as const,
  locale: 'en' as const,
  shipsWithinDays: 3,
};

async function* cut(content: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
};

const rows = (text: string | Uint8Array, size = 7): Promise<RowOutcome[]> =>
  collect(rowsOf(cut(typeof text === 'string' ? Buffer.from(text) : text, size), ['Handle']));

const short = (
  outcome: RowOutcome,
): string => ('row' in outcome
  ? `${outcome.row.line} ${outcome.row.cells['Handle']}`
  : `${outcome.fault.line} ${outcome.fault.column}! ${outcome.fault.message}`);

describe('rows of a file', () => {
  it.each([
    ['Handle,B\na,1\nb,2\n', ['2 a', '3 b']],
    ['\ufeffHandle,B\r\na,1\r\n', ['2 a']],
    ['Handle,B\n"a\n\nb",1\nc,2', ['2 a\n\nb', '5 c']],
    ['Handle,B\n\n\na,1', ['4 a']],
    ['Handle,B\na,1,2\nb\nc,3', [
      '2 ! The row has 3 cells, the header 2',
      '3 ! The row has 1 cells, the header 2',
      '4 c',
    ]],
    ['Handle,B\na,12" long\nb,2', ['2 ! A quote stands in the middle of a cell without quotes', '3 b']],
    ['Handle,B\na,1\nb,"2', ['2 a', '3 ! A quote that was opened before here is never closed']],
    ['Handle,B\na,\u0000\nb,2', ['2 B! The cell has control characters or is not UTF-8', '3 b']],
    ['Name,B\na,1', ['1 Handle! The header lacks this column']],
    ['Handle,Handle\na,1', ['1 Handle! The header has this column twice']],
    ['', ['1 ! The file has no header']],
  ])('%j reads %j, in whatever pieces it comes [CAT-22]', async (text, expected) => {
    for (const size of [1, 3, 1000]) expect((await rows(text, size)).map(short)).toEqual(expected);
  });

  it('names what is not UTF-8, and goes on [CAT-22]', async () => {
    expect((await rows(Buffer.from('Handle,B\na,\xe9\nb,2', 'latin1'))).map(short)).toEqual([
      '2 B! The cell has control characters or is not UTF-8',
      '3 b',
    ]);
  });

  it('gives up a row that is too long, not the memory [CAT-22]', async () => {
    const outcomes = await rows(`Handle,B\na,1\nb,"${'x'.repeat(300_000)}`, 65_536);
    expect(outcomes.map(short)).toEqual([
      '2 a',
      '3 ! A row is longer than 262144 characters; nothing after it was read',
    ]);
  });

  it('turns any bytes at all into rows and faults, without throwing [CAT-22]', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), async (noise, headed) => {
      const content = headed ? Buffer.concat([Buffer.from('Handle,Title,Variant Price\n'), noise]) : noise;
      for (const group of await collect(groupsOf(rowsOf(cut(content, 16), neededColumns)))) {
        for (const { line, message } of [...group.faults, ...readProduct(group, terms).faults]) {
          expect(line).toBeGreaterThan(0);
          expect(message).not.toBe('');
        }
      }
    }));
  });
});

const header = [
  'Handle',
  'Title',
  'Body (HTML)',
  'Option1 Name',
  'Option1 Value',
  'Variant SKU',
  'Variant Grams',
  'Variant Inventory Qty',
  'Variant Price',
];
const group = (...lines: Partial<Record<string, string>>[]): RowGroup => ({
  handle: 'pot',
  faults: [],
  rows: lines.map((cells, i) => ({
    line: i + 2,
    cells: { ...Object.fromEntries(header.map((name) => [name, ''])), Handle: 'pot', ...cells },
  })),
});
const first = { 'Title': 'Pot', 'Option1 Name': 'Size', 'Option1 Value': 'S', 'Variant Price': '9.99' };
const read = (...lines: Partial<Record<string, string>>[]) => {
  const { product, faults } = readProduct(group(...lines), terms);
  return {
    codes: product?.skus.map(({ code }) => code),
    faults: faults.map(({ line, column, message }) => `${line} ${column}: ${message}`),
    product,
  };
};

describe('a product of a file', () => {
  it('has a SKU for each variant; rows that only name an image are none [CAT-22]', () => {
    const { product, faults } = read(first, {
      'Option1 Value': 'L',
      'Variant Price': '15.99',
      'Variant Inventory Qty': '3',
      'Variant Grams': '120',
    }, { 'Image Src': 'x.jpg' });
    expect(faults).toEqual([]);
    expect(product!.skus.map(({ code, price, specs, weight }) => [code, price.amount, specs[0]!.value.en, weight]))
      .toEqual([['pot-1', 999, 'S', 0], ['pot-2', 1599, 'L', 120]]);
    expect(product!.quantities).toEqual([0, 3]);
  });

  it('keeps its good variants, and names the faults of others by line and column [CAT-22]', () => {
    expect(
      read(first, { 'Option1 Value': 'M' }, {
        'Option1 Value': 'L',
        'Variant Price': '1',
        'Variant Inventory Qty': '-1',
      }),
    ).toMatchObject({
      codes: ['pot-1'],
      faults: [
        '3 Variant Price: must be an amount in BRL, like 12.50',
        '4 Variant Inventory Qty: must be a whole number of units, or empty',
      ],
    });
    expect(read(first, { 'Variant SKU': 'X', 'Variant Price': '1' }, { 'Variant SKU': 'X', 'Variant Price': '2' }))
      .toMatchObject({
        codes: ['pot-1', 'X'],
        faults: ['4 Variant SKU: Another variant of the product has this code'],
      });
  });

  it.each([
    [{ ...first, Title: '' }, '2 Title:'],
    [{ ...first, 'Variant Price': '' }, '2 Variant Price:'],
    [{ ...first, 'Variant Price': '0' }, '2 Variant Price:'],
    [{ ...first, 'Variant Price': '10000000.01' }, '2 Variant Price:'],
    [{ ...first, 'Body (HTML)': 'x'.repeat(5001) }, '2 Body (HTML):'],
    [{ ...first, 'Variant SKU': 'has space' }, '2 Variant SKU:'],
    [{ ...first, 'Variant Grams': 'heavy' }, '2 Variant Grams:'],
  ])('is none with %j [CAT-22]', (cells, fault) => {
    const { product, faults } = read(cells);
    expect(product).toBeUndefined();
    expect(faults[0]).toContain(fault);
  });

  it('has at most 32 variants, so that it fits one transaction [CAT-22]', () => {
    const { codes, faults } = read(...Array.from({ length: 33 }, () => first));
    expect([codes!.length, faults]).toEqual([32, ['34 Handle: At the most 32 variants a product']]);
  });

  it("is the same product when it is read again, and another shop's is another [CAT-22]", () => {
    const again = readProduct(group(first), terms).product!;
    expect(readProduct(group(first), terms).product).toEqual(again);
    expect(readProduct(group(first), { ...terms, merchantId: newId('merchant') }).product!.id).not.toBe(again.id);
  });

  it.each([
    ['0', 0],
    ['9.99', 999],
    ['12', 1200],
    ['12.5', 1250],
    ['12.500', 1250],
    ['0.29', 29],
    ['1.005', undefined],
    ['1,50', undefined],
    ['-1', undefined],
    ['1e3', undefined],
    ['', undefined],
    ['NaN', undefined],
  ])(
    'costs %j: %s minor units [CAT-22]',
    (text, amount) => {
      expect(minorUnits(text, 'BRL')).toBe(amount);
    },
  );

  it('costs what its currency can express [CAT-22]', () => {
    expect([minorUnits('12', 'JPY'), minorUnits('12.5', 'JPY'), minorUnits('1.234', 'KWD')]).toEqual([
      12,
      undefined,
      1234,
    ]);
  });
});

it('a file as Shopify exports it becomes products and faults, each by its line and column [CAT-22]', async () => {
  const file = createReadStream(new URL('../../fixtures/products.csv', import.meta.url), { highWaterMark: 64 });
  const all = (await collect(groupsOf(rowsOf(file, neededColumns)))).map((one) => ({
    handle: one.handle,
    outer: one.faults,
    ...readProduct(one, terms),
  }));
  expect(
    all.map(({ handle, product }) => [
      handle,
      product?.skus.map(({ code, price }) => `${code} ${price.amount}`),
      product?.quantities,
    ]),
  ).toEqual([
    ['clay-teapot', ['clay-teapot-1 5890', 'clay-teapot-2 7990'], [3, 1]],
    ['tea-towel', ['TOWEL-1 1999'], [12]],
    ['mystery-box', undefined, undefined],
    ['bamboo-tray', ['bamboo-tray-1 3500'], [0]],
    ['tin', ['TOWEL-1 1200'], [4]],
  ]);
  expect(all.flatMap(({ outer, faults }) => [...outer, ...faults]).map(({ line, column }) => `${line} ${column}`))
    .toEqual(['10 Variant Price', '12 Variant Price']);
  expect(all.map(({ product }) => product?.content.description?.en)).toEqual([
    'Thrown by hand.\nHolds 0.5 l\nGlaze, "celadon"',
    'Linen. Washed at 40°. Made in Minas.',
    undefined,
    'Light and strong',
    'Round.',
  ]);
});

describe('batches of products', () => {
  it('keep apart what shares a handle or a code, in the order of the file [CAT-22]', async () => {
    const file = 'Handle,Variant SKU\na,1\nb,2\nb,3\nc,3\nd,\na,4\ne,5\n';
    const groups = groupsOf(rowsOf(cut(Buffer.from(file), 7), ['Handle']));
    const batches = await collect(inBatches(groups, 3, claimsOf));
    expect(batches.map((batch) => batch.map(({ handle }) => handle).join(''))).toEqual(['ab', 'cda', 'e']);
  });
});
