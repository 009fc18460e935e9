/** Files as shops' tools really write them: each was read wrongly once. */
import { createReadStream } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { productRows } from '../../../shared/catalogue/imports/product-columns.ts';
import { groupsOf, readProduct } from '../../../shared/catalogue/imports/shopify-product.ts';
import { category, shop } from './samples.ts';

const terms = {
  merchantId: shop.id,
  categoryId: category.id,
  currency: 'BRL' as const,
  locale: 'en' as const,
  shipsWithinDays: 3,
};

/** What becomes of a file: its products, and what is said of it. */
const imported = async (name: string) => {
  const file = createReadStream(new URL(`../../fixtures/imports/${name}.csv`, import.meta.url));
  const groups = await Array.fromAsync(groupsOf(productRows(file, 'en')));
  const products = groups.map((group) => ({ group, ...readProduct(group, terms) }));
  return {
    products: products.flatMap(({ group, product }) => (product ? [{ handle: group.handle, ...product }] : [])),
    said: products.flatMap(({ group, faults }) =>
      [...group.faults, ...faults].map(({ line, column, message, note }) =>
        `${note ? 'note' : 'fault'} ${line} ${column}: ${message}`
      )
    ),
  };
};

describe('a file of a shop', () => {
  it('weighs by its unit where it has no grams: 2.5 kg are 2500 g [CAT-22]', async () => {
    const { products, said } = await imported('M1-dumbbell');
    expect(products.map(({ skus }) => skus.map(({ weight }) => weight))).toEqual([[2500]]);
    expect(said).toEqual([]);
  });

  it('has rows without their empty last cells, and with spare ones [CAT-22]', async () => {
    const { products, said } = await imported('C02-more');
    expect(products.map(({ handle }) => handle)).toEqual(['more-0', 'more-1', 'more-2']);
    expect(said).toEqual([]);
  });

  it("has Shopify's present names of columns [CAT-22]", async () => {
    const { products, said } = await imported('C03-new-template');
    expect(products).toHaveLength(1);
    const [{ handle, skus, quantities }] = products as [(typeof products)[number]];
    expect([handle, quantities]).toEqual(['linen-shirt', [7, 3]]);
    expect(skus.map(({ code, price, weight, specs }) => [code, price.amount, weight, specs[0]!.value.en])).toEqual([
      ['LS-S', 12_990, 210, 'S'],
      ['LS-M', 12_990, 230, 'M'],
    ]);
    expect(said).toEqual([]);
  });

  it('has codes of any script and with spaces [CAT-22]', async () => {
    const { products, said } = await imported('C04-skus');
    expect(products.map(({ skus }) => skus[0]!.code)).toEqual(
      expect.arrayContaining(['123456 Oaktree', '30612190-5233-8 16½', 'CAMISA-ALGODÃO-P', '茶壶-01', 'A/B:7#9']),
    );
    expect(said).toEqual([]);
  });

  it('is separated by semicolons and writes 19,90 [CAT-22]', async () => {
    const { products, said } = await imported('C06-semicolon');
    expect(products.map(({ skus }) => skus[0]!.price.amount)).toEqual([1990]);
    expect(said).toEqual([]);
  });

  it('is Windows-1252 [CAT-22]', async () => {
    const { products, said } = await imported('C07-windows-1252');
    expect(products.map(({ content }) => [content.title.en, content.description?.en])).toEqual([
      ['Caneca de café', 'Produção artesanal – 350 ml'],
      ['Plain mug', 'Good.'],
    ]);
    expect(said).toEqual(['note 1 : Read as Windows-1252, since it is not UTF-8']);
  });

  it('has tables and blocks in its descriptions, which do not run together [CAT-22]', async () => {
    const { products } = await imported('C08-html-table');
    const texts = Object.fromEntries(products.map(({ handle, content }) => [handle, content.description?.en]));
    expect(texts['table']).toBe(
      'Size chart\nSize | Chest | Length\nS | 90 | 65\nM | 100 | 70\nOn a model\nAfter\na break\nCare\nWash cold\none\ntwo',
    );
    expect(texts['entities']).toBe("Tom & Jerry's 5° <b> café\nend");
  });

  it('has stock of less than none, which is none to sell, and 5.0, which is five: with a word [CAT-22]', async () => {
    const { products, said } = await imported('C10-negative-stock');
    expect(Object.fromEntries(products.map(({ handle, quantities }) => [handle, quantities]))).toEqual({
      oversold: [0],
      two: [4, 0],
      decimal: [5],
      empty: [0],
    });
    expect(said).toEqual([
      'note 2 Variant Inventory Qty: -3 units: none to sell',
      'note 4 Variant Inventory Qty: -1 units: none to sell',
      'note 5 Variant Inventory Qty: 5.0 is read as 5 units',
    ]);
  });

  it('has variants that nobody can tell apart, of which it hears [CAT-22]', async () => {
    const { said } = await imported('C11-same-options');
    const word = 'It has no option with a name and a value that tells it from its siblings: it cannot go on sale so';
    expect(said).toEqual([
      'fault 3 Option1 Value: Another variant has the same options: it cannot go on sale so',
      `fault 4 Option1 Value: ${word}`,
      `fault 5 Option1 Value: ${word}`,
    ]);
  });

  it('has rows of one product apart, which are joined [CAT-22]', async () => {
    const { products, said } = await imported('C12-apart');
    expect(products.map(({ handle, skus }) => [handle, skus.map(({ code }) => code)])).toEqual([
      ['apart', ['APART-S', 'APART-M', 'APART-L']],
      ['between', ['between-1']],
      ['Between', ['Between-1']],
    ]);
    expect(said).toEqual([]);
  });
});
