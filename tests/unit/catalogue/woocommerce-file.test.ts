/** Product files as WooCommerce's exporter and shops' tools write them. */
import { describe, expect, it } from 'vitest';
import { categoryNames } from '../../../shared/catalogue/imports/category-names.ts';
import { productRows } from '../../../shared/catalogue/imports/product-columns.ts';
import { groupsOf, readProduct } from '../../../shared/catalogue/imports/shopify-product.ts';
import { below, category, shop } from './samples.ts';

const [home] = below(undefined, { name: { en: 'Home' }, children: 1 });
const [teaWare] = below(home, { name: { en: 'Tea ware', zh: '茶具' } });
const names = categoryNames([home, teaWare, category]);
const terms = {
  merchantId: shop.id,
  categoryId: category.id,
  currency: 'BRL' as const,
  locale: 'en' as const,
  shipsWithinDays: 3,
  categoriesNamed: names.named,
};

const header =
  'ID,Type,SKU,Name,Published,"Short description",Description,"In stock?",Stock,"Weight (kg)","Length (cm)","Width (cm)","Height (cm)","Sale price","Regular price",Categories,Images,Parent,"Attribute 1 name","Attribute 1 value(s)","Attribute 1 visible","Attribute 2 name","Attribute 2 value(s)"';

const read = async (text: string) => {
  const groups = await Array.fromAsync(groupsOf(productRows([Buffer.from(text)], 'en')));
  const all = groups.map((group) => ({ group, ...readProduct(group, terms) }));
  return {
    products: all.flatMap(({ product }) => (product ? [product] : [])),
    faults: all.flatMap(({ group, faults }) => [...group.faults, ...faults])
      .map(({ line, column, message, note }) => `${line} ${column}: ${note ? 'note ' : ''}${message}`),
  };
};
const file = (...lines: string[]): string => `${[header, ...lines].join('\r\n')}\r\n`;

describe("a product file of WooCommerce's", () => {
  it('has simple products, with their weight, size, price and category [CAT-22]', async () => {
    const { products: [pot], faults } = await read(
      `\ufeff${
        file(
          '12,simple,POT-1,"Clay, pot",1,,"<p>Thrown.\\nBy hand.</p><p>2 l</p>",1,7,1.55,20,15.2,10,,"19.90","Home > Tea ware, Home","https://x.example/a.jpg, https://x.example/b.jpg",,,,,,',
        )
      }`,
    );
    expect(faults).toEqual([]);
    expect(pot).toMatchObject({
      content: {
        title: { en: 'Clay, pot' },
        description: { en: 'Thrown. By hand.\n2 l' },
        categoryId: teaWare.id,
        shipsWithinDays: 3,
      },
      skus: [{
        code: 'POT-1',
        price: { amount: 1990, currency: 'BRL' },
        weight: 1550,
        size: { length: 20, width: 16, height: 10 },
        specs: [],
      }],
      quantities: [7],
    });
  });

  it.each([['by SKU', 'TEE', 'TEE'], ['by id', '', 'id:40']])(
    'has variable products whose variations name them %s, wherever they stand [CAT-22]',
    async (_, sku, parent) => {
      const { products, faults } = await read(file(
        `41,variation,TEE-S,Tee - S,1,,,1,3,,,,,,10,,,${parent},Size,S,,Colour,Red`,
        `40,variable,${sku},Tee,1,Soft.,,1,,0.2,,,,,,Clothing,,,Size,"S, M",1,Colour,"Red, Blue"`,
        `42,variation,TEE-M,Tee - M,1,,,1,0,0.25,,,,"9,50",12,,,${parent},Size,M,,Colour,Blue`,
      ));
      expect(faults).toEqual([]);
      expect(products).toHaveLength(1);
      expect(products[0]).toMatchObject({
        content: { title: { en: 'Tee' }, description: { en: 'Soft.' }, categoryId: category.id },
        quantities: [3, 0],
      });
      expect(
        products[0]!.skus.map((
          { code, price, weight, specs },
        ) => [code, price.amount, weight, specs.map(({ name, value }) => `${name.en} ${value.en}`)]),
      ).toEqual([
        ['TEE-S', 1000, 200, ['Size S', 'Colour Red']],
        ['TEE-M', 950, 250, ['Size M', 'Colour Blue']],
      ]);
    },
  );

  it('with faults has them by line and by its own columns [CAT-22]', async () => {
    const { products, faults } = await read(file(
      '1,simple,A,A,1,,,1,,1,,,,,cheap,,,,,,,,',
      '2,simple,B,B,1,,,1,some,1,,,,,1,,,,,,,,',
      '3,external,C,C,1,,,1,,1,,,,,1,,,,,,,,',
      '4,variation,D,D,1,,,1,,1,,,,,1,,,NONE,Size,S,,,',
      '5,variable,E,E,1,,,1,,1,,,,,,,,,Size,"S, M",,,',
      '6,simple,F,F,1,,,1,,heavy,,,,,1,,,,,,,,',
      '7,simple,G,,1,,,1,,1,,,,,1,,,,,,,,',
      '8,simple,H,H,1,,,1,,1,,,,,1,,,,Material,Clay,,,',
      '9,simple,H,H,1,,,1,,1,,,,,1,,,,,,,,',
      ',simple,,,1,,,1,,1,,,,,1,,,,,,,,',
    ));
    expect(products.map(({ skus: [sku] }) => sku!.code)).toEqual(['H']);
    expect(faults.toSorted()).toEqual([
      '10 SKU: Another product of the file has this SKU',
      '11 SKU: A product needs a SKU, an ID or a name',
      '2 Regular price: must be an amount in BRL, like 12.50',
      '3 Stock: must be a whole number of units, or empty',
      '4 Type: Products of the type external cannot be sold here',
      '5 Parent: No product of the file has this SKU or ID',
      '6 Type: The product has no variation',
      '7 Weight (kg): must be a weight like 1.5, without separators, or empty',
      '8 Name: must not be empty',
      '9 Attribute 1 name: note It tells no variations apart and is not read: Material',
    ].toSorted());
  });

  it('with semicolons and decimal commas is read as well [CAT-22]', async () => {
    const { products: [pot] } = await read('SKU;Name;Regular price;Weight (kg)\nPOT;Pot;1.299,90;0,5\n');
    expect(pot!.skus[0]).toMatchObject({ code: 'POT', price: { amount: 129_990 }, weight: 500 });
  });
});
