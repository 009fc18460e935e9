/** Product files as people and their tools write them elsewhere: what is read of them, and what is said of the rest. */
import { describe, expect, it } from 'vitest';
import type { Locale } from '../../../shared/kernel/values/text.ts';
import { productRows } from '../../../shared/catalogue/imports/product-columns.ts';
import { groupsOf, readProduct } from '../../../shared/catalogue/imports/shopify-product.ts';
import { category, shop } from './samples.ts';

/** Each product of a file, and everything that the report says of it but notes of weights that are not given. */
const read = async (
  file: string | Buffer,
  { locale = 'en' as Locale, currency = 'USD' as 'USD' | 'CNY' | 'JPY' } = {},
) => {
  const bytes = (async function*() {
    yield Buffer.from(file);
  })();
  const terms = { merchantId: shop.id, categoryId: category.id, currency, locale, shipsWithinDays: 3 };
  const groups = await Array.fromAsync(groupsOf(productRows(bytes, locale)));
  const all = groups.map((group) => ({ group, ...readProduct(group, terms) }));
  return {
    products: all.flatMap(({ product }) => product ?? []),
    told: all.flatMap(({ group, faults }) => [...group.faults, ...faults])
      .map(({ line, column, message }) => `${line} ${column}: ${message}`)
      .filter((one) => !one.includes('No weight is given')),
  };
};

const header = 'Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price';
const row = 'a,Pot,Size,S,x,5';

describe('the encoding', () => {
  const text = `${header}\na,陶罐 é,Size,S,x,5\n`;
  const utf16 = Buffer.from(text, 'utf16le');
  const bytes = (...parts: (string | number[])[]) => Buffer.concat(parts.map((part) => Buffer.from(part as string)));

  it.each<[string, Buffer, Locale, string]>([
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`), 'en', '陶罐 é'],
    ['UTF-16 with a mark', Buffer.concat([Buffer.of(0xff, 0xfe), utf16]), 'en', '陶罐 é'],
    ['UTF-16 without one', utf16, 'en', '陶罐 é'],
    ['UTF-16 the other way round', Buffer.concat([Buffer.of(0xff, 0xfe), utf16]).swap16(), 'en', '陶罐 é'],
    ['UTF-16 the other way round, without a mark', Buffer.from(utf16).swap16(), 'en', '陶罐 é'],
    ['GB 18030', bytes(`${header}\na,`, [0xcc, 0xd5, 0xb9, 0xde], ',Size,S,x,5'), 'zh', '陶罐'],
    ['Windows-1252', bytes(`${header}\na,P`, [0xf6], 't,Size,S,x,5'), 'en', 'Pöt'],
  ])('%s is read', async (_, file, locale, title) => {
    const { products } = await read(file, { locale });
    expect(products.map(({ content }) => content.title[locale])).toEqual([title]);
  });

  it.each([
    [
      'a workbook',
      Buffer.from('PK\x03\x04\x14\x00'),
      'This is an Excel workbook or an archive: save it as CSV in UTF-8',
    ],
    ['UTF-32', Buffer.of(0xff, 0xfe, 0, 0, 0x48, 0, 0, 0), 'This is UTF-32: save it as CSV in UTF-8'],
  ])('%s is named', async (_, file, message) => {
    expect(await read(file)).toEqual({ products: [], told: [`1 : ${message}`] });
  });
});

describe('the header', () => {
  it('is known in capitals, in quotes and behind a mark', async () => {
    const names = header.split(',').map((name) => `"${name.toUpperCase()}"`).join(',');
    expect((await read(`\ufeff${names}\r\n${row}\r\n`)).products).toHaveLength(1);
  });

  it('may not have a column twice that is read, in whatever case', async () => {
    expect((await read(`${header},TITLE\n${row},Other`)).told).toEqual(['1 TITLE: The header has this column twice']);
    expect((await read(`${header},Note,note\n${row},1,2`)).products).toHaveLength(1);
  });

  it('with a column under two of its names says which of them is read', async () => {
    const { products, told } = await read(`${header},Price\n${row},6`);
    expect(products[0]!.skus[0]!.price.amount).toBe(500);
    expect(told).toEqual(['1 Price: It is not read, since there is Variant Price as well']);
  });

  it.each(['sep=;', '"sep=;"', 'SEP=;'])('stands behind %s', async (said) => {
    expect((await read(`${said}\n${header}\n${row}`.replaceAll(',', ';'))).products).toHaveLength(1);
  });
});

describe('a price', () => {
  it.each<[string, number]>([
    ['19.90', 1990],
    ['$19.90', 1990],
    ['19.90 USD', 1990],
    ['usd 19.90', 1990],
    ['19,90', 1990],
    ['1,299.90', 129_990],
    ['1.299,90', 129_990],
    ["1'299.90", 129_990],
    ['1 299.90', 129_990],
    ['１９.９０', 1990],
    ['.99', 99],
    ['1,299,000.00', 129_900_000],
  ])('%s is read', async (price, amount) => {
    const { products } = await read(`${header}\na,Pot,,,x,"${price}"`);
    expect(products[0]?.skus[0]?.price.amount).toBe(amount);
  });

  it.each(['€19.90', '19.90 EUR', '1,299', '-5', '1e3', 'free', '19.999', '1.2.3', '$', ''])(
    '%s is a fault',
    async (price) => {
      expect(await read(`${header}\na,Pot,,,x,"${price}"`)).toEqual({
        products: [],
        told: ['2 Variant Price: must be an amount in USD, like 12.50'],
      });
    },
  );

  it('of nothing is a fault', async () => {
    expect((await read(`${header}\na,Pot,,,x,0.00`)).told).toEqual(['2 Variant Price: must be more than 0']);
  });

  it('has the sign of its own currency', async () => {
    for (const [currency, price, amount] of [['CNY', '￥12.50', 1250], ['JPY', '¥1250', 1250]] as const) {
      expect((await read(`${header}\na,Pot,,,x,${price}`, { currency })).products[0]!.skus[0]!.price.amount).toBe(
        amount,
      );
    }
  });

  it.each<[string, number | undefined]>([
    ['19,90', 1990],
    ['1.299,90', 129_990],
    ['1299', 129_900],
    ['19.90', 1990],
    // One, or a thousand.
    ['1.000', undefined],
    ['1.290', undefined],
  ])('%s in a file with decimal commas is what it can only be', async (price, amount) => {
    const { products } = await read(`${header}\na,Pot,,,x,${price}`.replaceAll(/,(?!\d)/g, ';').replace('x,', 'x;'));
    expect(products[0]?.skus[0]?.price.amount).toBe(amount);
  });
});

describe('a weight', () => {
  const weights = 'Handle,Title,Variant Price,Variant Grams,Variant Weight,Variant Weight Unit';

  it.each<[grams: string, weight: string, unit: string, read: number]>([
    ['', '2.5', 'lb', 1134],
    ['', '2.5', 'LBS', 1134],
    ['', '3', 'pounds', 1361],
    ['', '16', 'oz', 454],
    ['', '2', 'Kilograms', 2000],
    ['', '.5', 'kg', 500],
    ['', '1,5', 'kg', 1500],
    ['', '0,500', 'kg', 500],
    ['', '1.5 kg', '', 1500],
    ['', '12oz.', 'kg', 340],
    ['', '2', '公斤', 2000],
    ['', '2', 'Kg.', 2000],
    ['0', '2', 'kg', 2000],
    ['0.0', '2', 'kg', 2000],
    ['500', '2', 'kg', 500],
    ['500 g', '', '', 500],
  ])('of %j grams, %j %s', async (grams, weight, unit, expected) => {
    const { products, told } = await read(`${weights}\na,Pot,5,"${grams}","${weight}",${unit}`);
    expect([products[0]?.skus[0]?.weight, told]).toEqual([expected, []]);
  });

  it.each<[grams: string, weight: string, unit: string, column: string]>([
    ['', '2', '', 'Variant Weight Unit'],
    ['', '2', 'stone', 'Variant Weight Unit'],
    ['', '1,500', 'g', 'Variant Weight'],
    ['', 'heavy', 'kg', 'Variant Weight'],
    ['1e3', '', '', 'Variant Grams'],
    ['-5', '', '', 'Variant Grams'],
    ['kg', '', '', 'Variant Grams'],
  ])('of %j grams, %j %j is a fault', async (grams, weight, unit, column) => {
    const { products, told } = await read(`${weights}\na,Pot,5,"${grams}","${weight}",${unit}`);
    expect([products, told]).toEqual([[], [expect.stringContaining(`2 ${column}: must be`)]]);
  });
});

describe('a text', () => {
  it('that is missing or too long is told of in plain words, once', async () => {
    expect((await read(`${header}\na,\u00a0,,,x,5\nb,\u200b,,,y,5\nc,${'p'.repeat(256)},,,z,5`)).told).toEqual([
      '2 Title: must not be empty',
      '3 Title: must have a letter or a digit that can be seen',
      '4 Title: must have at most 255 characters',
    ]);
  });

  it('has no control and no override of direction, also not out of HTML', async () => {
    const { products, told } = await read(
      'Handle,Title,Body (HTML),Variant Price\na,P\u0000o\u202et,"<p>good&#x202e;evil&#0;&#7;</p>",5',
    );
    expect(told).toEqual([]);
    expect(products[0]!.content).toMatchObject({ title: { en: 'Pot' }, description: { en: 'goodevil\ufffd' } });
  });

  it('is one text, composed or not: handles and codes', async () => {
    const { products, told } = await read(`${header}\ncaf\u00e9,Pot,Size,S,\u00e9,5\ncafe\u0301,,,M,E\u0301,5`);
    expect(products).toHaveLength(1);
    expect(told).toEqual(['3 Variant SKU: Another variant of the product has this code']);
  });

  it('does not tell variants apart by what cannot be seen', async () => {
    const { told } = await read(`${header}\na,Pot,Size,S,x,5\na,,,S\u200b,y,5\na,,,M,x\u200b,5`);
    expect(told).toEqual([
      '4 Variant SKU: Another variant of the product has this code',
      '3 Option1 Value: Another variant has the same options: it cannot go on sale so',
    ]);
  });

  it('of nothing but empty cells is no row', async () => {
    expect(await read(`${header}\n${row}\n,,,,,\n   ,\u00a0,,,,\n`)).toMatchObject({ products: [{}], told: [] });
  });
});
