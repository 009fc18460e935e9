/** What is exported is read again without a difference: any listing, in either format and language. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ListingContent, type Sku } from '../../../shared/catalogue/content.ts';
import { written } from '../../../shared/catalogue/exports/export-file.ts';
import { handleOf, type Exported } from '../../../shared/catalogue/exports/product-rows.ts';
import { productRows } from '../../../shared/catalogue/imports/product-columns.ts';
import { groupsOf, listingIdsOf, readProduct } from '../../../shared/catalogue/imports/shopify-product.ts';
import type { Listing } from '../../../shared/catalogue/listing.ts';
import { contentOf } from '../../../shared/catalogue/submission-changes.ts';
import { asWritten, harmless } from '../../../shared/kernel/files/formulas.ts';
import { category, draft, newId, now, shop } from './samples.ts';

/** Texts with all that files stumble over. */
const hard = fc.string({
  unit: fc.constantFrom(
    ...[
      'a',
      'B',
      '7',
      ' ',
      ',',
      ';',
      '"',
      "'",
      '=',
      '+',
      '-',
      '@',
      '|',
      '\\',
      'n',
      '<',
      '>',
      '&',
      '&amp;',
      '汉',
      'é',
      '＝',
      '🫖',
      '>',
    ],
  ),
  minLength: 0,
  maxLength: 12,
});
const title = hard.map((text) => `${text}x`.trim());
const prose = fc.array(fc.oneof(hard, fc.constantFrom('\n', '\n\n', '\t', '=1', '<p>b</p>', '\\n')), { maxLength: 8 })
  .map((parts) => `${parts.join('')}y`.trim());
const local = (text: fc.Arbitrary<string>) =>
  fc.oneof(fc.record({ en: text }), fc.record({ zh: text }), fc.record({ en: text, zh: text }));
const size = fc.record({
  length: fc.integer({ min: 1, max: 1000 }),
  width: fc.integer({ min: 1, max: 9 }),
  height: fc.constant(3),
});
const skus = fc.uniqueArray(
  fc.record({
    code: title,
    price: fc.integer({ min: 1, max: 10_000_000 }).map((amount) => ({ amount, currency: 'BRL' as const })),
    specs: fc.array(fc.record({ name: local(title), value: local(title) }), { maxLength: 5 }),
    weight: fc.integer({ min: 0, max: 1_000_000 }),
    size: fc.option(size, { nil: undefined }),
  }, { requiredKeys: ['code', 'price', 'specs', 'weight'] }),
  { minLength: 1, maxLength: 4, selector: ({ code }) => code.toLowerCase().normalize('NFC').replace(/\s+/g, ' ') },
);
const listing = fc.record({
  title: local(title),
  description: fc.option(local(prose), { nil: undefined }),
  attributes: fc.dictionary(fc.constantFrom('glaze', 'made-in'), fc.oneof(title, fc.integer(), fc.boolean())),
  shipsWithinDays: fc.integer({ min: 1, max: 60 }),
  skus,
}).map(({ description, ...fields }): Listing => {
  const { skus: all, ...content } = ListingContent.parse({
    ...fields,
    ...(description && { description }),
    categoryId: category.id,
    images: [newId('image')],
  });
  return {
    ...draft(),
    description: undefined!,
    ...content,
    skus: all.map((sku): Sku => ({ ...sku, id: newId('sku') })),
  };
});

const terms = {
  merchantId: shop.id,
  categoryId: newId('category'),
  currency: 'BRL' as const,
  locale: 'en' as const,
  shipsWithinDays: 3,
};

const exported = (one: Listing): Exported => ({
  listing: one,
  available: new Map(one.skus.map(({ id }, i) => [id, i * 3])),
  category: 'Home > Pots',
});

const read = async (text: string) => {
  const groups = await Array.fromAsync(groupsOf(productRows([Buffer.from(text)], 'en')));
  return groups.map((group) => ({ handle: group.handle, outer: group.faults, ...readProduct(group, terms) }));
};

describe('an export', () => {
  it.each(
    (['shopify', 'woocommerce'] as const).flatMap((format) =>
      (['en', 'zh'] as const).map((locale) => [format, locale] as const)
    ),
  )('to %s in %s is read as the same listings, whatever they say [CAT-22]', async (format, locale) => {
    await fc.assert(
      fc.asyncProperty(fc.array(listing, { minLength: 1, maxLength: 3 }), async (all) => {
        // Ids follow each other within a millisecond, so that the handles of an export are told apart.
        const own = all.map((one) => ({ ...one, id: newId('listing') }));
        const products = await read(written(format, own.map(exported), { locale, at: now }, true).text);
        expect(products.map(({ handle }) => handle)).toEqual(own.map(handleOf));
        products.forEach(({ handle, product, outer, faults }, i) => {
          expect(
            [...outer, ...faults].filter(({ note, message }) => !note && !message.endsWith('it cannot go on sale so')),
          ).toEqual([]);
          expect(listingIdsOf(shop.id, handle)[0]).toBe(own[i]!.id);
          const { skus: wanted, ...content } = contentOf(own[i]!);
          expect(product!.content).toEqual(content);
          expect(product!.skus.map(({ id: _, ...sku }) => sku)).toEqual(wanted);
          expect(product!.quantities).toEqual(wanted.map((_, place) => place * 3));
          expect(product!.seen).toEqual(wanted.map((_, place) => ({ available: place * 3, at: now })));
        });
      }),
      { numRuns: 150 },
    );
  });

  it('makes what strangers wrote harmless to spreadsheets, and gives it back', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...`a'=+-@＝;|\t\r\n `) }), (text) => {
      expect(asWritten(harmless(text))).toBe(text);
      expect(harmless(text)).not.toMatch(/^[=+\-@＝\t\r]|[;\t|\r\n] *[=+\-@＝]/);
    }));
  });

  it('in which a price, a title and an option were changed changes these alone [CAT-22]', async () => {
    const one: Listing = {
      ...draft(['S', 'M'].map((value, i) => ({
        id: newId('sku'),
        code: `POT-${value}`,
        price: { amount: 1999 + i, currency: 'BRL' as const },
        specs: [{ name: { en: 'Size', zh: '尺寸' }, value: { en: value, zh: `${value}码` } }],
        weight: 1550,
      }))),
      title: { en: 'Clay pot', zh: '陶罐' },
    };
    const { text } = written('shopify', [exported(one)], { locale: 'en', at: now }, true);
    const edited = text.replace('Clay pot', 'Round pot').replace(',19.99,', ',18.50,').replace(',M,', ',L,');
    const [{ product } = {}] = await read(edited);
    expect(product!.content.title).toEqual({ en: 'Round pot', zh: '陶罐' });
    expect(product!.skus.map(({ price, specs }) => [price.amount, specs[0]])).toEqual([
      [1850, { name: { en: 'Size', zh: '尺寸' }, value: { en: 'S', zh: 'S码' } }],
      // What the other language said of M, it does not say of L.
      [2000, { name: { en: 'Size', zh: '尺寸' }, value: { en: 'L' } }],
    ]);
  });
});
