import fc from 'fast-check';
import { createReadStream } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inBatches } from '../../../shared/catalogue/imports/batches.ts';
import { rowsOf, type Row, type RowOutcome } from '../../../shared/catalogue/imports/csv-rows.ts';
import { productRows } from '../../../shared/catalogue/imports/product-columns.ts';
import {
  claimsOf,
  groupsOf,
  minorUnits,
  readProduct,
  type RowGroup,
} from '../../../shared/catalogue/imports/shopify-product.ts';
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
  collect(
    rowsOf(
      cut(typeof text === 'string' ? Buffer.from(text) : text, size),
      { Handle: ['Handle'] },
      ['Handle'],
      'Handle',
    ),
  );

const short = (
  outcome: RowOutcome,
): string => ('row' in outcome
  ? `${outcome.row.line} ${outcome.row.cells['Handle']}`
  : `${outcome.fault.line} ${outcome.handle}! ${outcome.fault.message}`);

describe('rows of a file', () => {
  it.each([
    ['Handle,B\na,1\nb,2\n', ['2 a', '3 b']],
    ['\ufeffHandle,B\r\na,1\r\n', ['2 a']],
    ['Handle,B\n"a\n\nb",1\nc,2', ['2 a\n\nb', '5 c']],
    ['Handle,B\n\n\na,1', ['4 a']],
    ['Handle,B\na,1,2\nb\nc,3', ['2 a! The row has 3 cells, the header 2', '3 b', '4 c']],
    ['Handle,B\na,1,,\nb,2', ['2 a', '3 b']],
    ['Handle,B\na,12" long\nb,2', ['2 a! A quote stands in the middle of a cell without quotes', '3 b']],
    ['Handle,B\na,1\nb,"2', ['2 a', '3 b! A quote that is opened here is never closed, or the row is too long']],
    ['Handle,B\nb,"2\nc,3\nd,4', [
      '2 b! A quote that is opened here is never closed, or the row is too long',
      '3 c',
      '4 d',
    ]],
    ['Handle,B\na\u0007,\u0000\nb\u202e,2', ['2 a', '3 b']],
    ['HANDLE;B\na;1\nb;2', ['2 a', '3 b']],
    ['sep=;\nHandle;B\na;1', ['3 a']],
    ['Handle\tB\na\t1', ['2 a']],
    ['handle|B\na|1', [
      '1 ! The header has one column: the cells of a row must be separated by commas, semicolons or tabs',
    ]],
    ['Name,B\na,1', ['1 ! The header lacks this column']],
    ['Handle,Handle\na,1', ['1 ! The header has this column twice']],
    ['Handle,B\n', ['1 ! The file has a header and no rows']],
    ['', ['1 ! The file has no header']],
  ])('%j reads %j, in whatever pieces it comes [CAT-22]', async (text, expected) => {
    for (const size of [1, 3, 1000]) expect((await rows(text, size)).map(short)).toEqual(expected);
  });

  it('reads Windows-1252 and says so; names a byte that is wrong in UTF-8 [CAT-22]', async () => {
    expect((await rows(Buffer.from('Handle,B\ncaf\xe9,\x96', 'latin1'))).map(short)).toEqual([
      '1 ! Read as Windows-1252, since it is not UTF-8',
      '2 café',
    ]);
    const mixed = Buffer.concat([Buffer.from('Handle,B\ncafé,1\nb,'), Buffer.from([0xe9]), Buffer.from('\nc,3')]);
    expect((await rows(mixed)).map(short)).toEqual(['2 café', '3 b! The cell has bytes that are not UTF-8', '4 c']);
  });

  it('costs the row that is too long, not the rest [CAT-22]', async () => {
    const outcomes = await rows(`Handle,B\na,1\nb,"${'x'.repeat(300_000)}"\nc,3`, 65_536);
    expect(outcomes.map(short)).toEqual(['2 a', '3 b! A row is longer than 262144 characters', '4 c']);
  });

  it('turns any bytes at all into rows and faults, without throwing [CAT-22]', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), async (noise, headed) => {
      const content = headed ? Buffer.concat([Buffer.from('Handle,Title,Variant Price\n'), noise]) : noise;
      for (const group of await collect(groupsOf(productRows(cut(content, 16), 'en')))) {
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
const rowOf = (line: number, cells: Partial<Record<string, string>>): Row => ({
  line,
  decimalComma: false,
  called: (column) => column,
  cells: { ...Object.fromEntries(header.map((name) => [name, ''])), Handle: 'pot', 'Variant Grams': '100', ...cells },
});
const group = (...lines: Partial<Record<string, string>>[]): RowGroup => ({
  handle: 'pot',
  faults: [],
  rows: lines.map((cells, i) => rowOf(i + 2, cells)),
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
      .toEqual([['pot-1', 999, 'S', 100], ['pot-2', 1599, 'L', 120]]);
    expect(product!.quantities).toEqual([0, 3]);
  });

  it('keeps its good variants, and names the faults of others by line and column [CAT-22]', () => {
    expect(
      read(first, { 'Option1 Value': 'M' }, {
        'Option1 Value': 'L',
        'Variant Price': '1',
        'Variant Inventory Qty': 'some',
      }),
    ).toMatchObject({
      codes: ['pot-1'],
      faults: [
        '3 Variant Price: must be an amount in BRL, like 12.50',
        '4 Variant Inventory Qty: must be a whole number of units, or empty',
      ],
    });
    expect(
      read(first, { 'Option1 Value': 'M', 'Variant SKU': 'X', 'Variant Price': '1' }, {
        'Option1 Value': 'L',
        'Variant SKU': 'x',
        'Variant Price': '2',
      }),
    ).toMatchObject({
      codes: ['pot-1', 'X'],
      faults: ['4 Variant SKU: Another variant of the product has this code'],
    });
  });

  it.each([
    [{ ...first, Title: '' }, '2 Title:'],
    [{ ...first, 'Variant Price': '' }, '2 Variant Price:'],
    [{ ...first, 'Variant Price': '0' }, '2 Variant Price:'],
    [{ ...first, 'Variant Price': '10000000.01' }, '2 Variant Price:'],
    [{ ...first, 'Body (HTML)': 'x'.repeat(20_001) }, '2 Body (HTML):'],
    [{ ...first, 'Variant SKU': 'x'.repeat(65) }, '2 Variant SKU:'],
    [{ ...first, Title: 'x'.repeat(256) }, '2 Title:'],
    [{ ...first, 'Variant Grams': 'heavy' }, '2 Variant Grams:'],
  ])('is none with %j [CAT-22]', (cells, fault) => {
    const { product, faults } = read(cells);
    expect(product).toBeUndefined();
    expect(faults[0]).toContain(fault);
  });

  it('has at most as many variants as a listing [CAT-22]', () => {
    const { codes, faults } = read(...Array.from({ length: 51 }, (_, i) => ({ ...first, 'Option1 Value': `S${i}` })));
    expect([codes!.length, faults]).toEqual([50, ['52 Handle: At the most 50 variants a product']]);
  });

  it("is the same product when it is read again, and another shop's is another [CAT-22]", () => {
    const pot = group(first);
    const again = readProduct(pot, terms).product!;
    expect(readProduct(pot, terms).product).toEqual(again);
    expect(readProduct(pot, { ...terms, merchantId: newId('merchant') }).product!.id).not.toBe(again.id);
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
  const all = (await collect(groupsOf(productRows(file, 'en')))).map((one) => ({
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
  const said = all.flatMap(({ outer, faults }) => [...outer, ...faults]);
  expect(said.filter(({ note }) => !note).map(({ line, column }) => `${line} ${column}`))
    .toEqual(['10 Variant Price', '12 Variant Price']);
  expect(said.filter(({ note }) => note).map(({ line, message }) => `${line} ${message}`)).toContain(
    '9 It weighs 0 g: freight by weight will count nothing for it',
  );
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
    const file = 'Handle,Variant SKU\na,1\nb,2\nb,3\nc,3\nd,\na,4\ne,1\n';
    const groups = groupsOf(
      rowsOf(cut(Buffer.from(file), 7), { 'Handle': ['Handle'], 'Variant SKU': ['Variant SKU'] }, ['Handle'], 'Handle'),
    );
    const batches = await collect(inBatches(groups, 3, claimsOf));
    expect(batches.map((batch) => batch.map(({ handle }) => handle).join(''))).toEqual(['ab', 'cde']);
  });
});
