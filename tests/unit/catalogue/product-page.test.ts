import { describe, expect, it } from 'vitest';
import { takeOff } from '../../../shared/catalogue/listing.ts';
import { productPageOf, productView } from '../../../shared/catalogue/product-page.ts';
import { category, draft, now, onSale, sku } from './samples.ts';

describe('a product page', () => {
  it('can be seen while its listing is on sale; before the first time there is none [CAT-10 part]', () => {
    expect(productPageOf(draft(), category)).toBeUndefined();
    expect(productPageOf(onSale(), category)).toMatchObject({ visible: true, path: category.path, since: now });
    expect(productPageOf(takeOff(onSale(), now).after, category)).toMatchObject({ visible: false });
  });

  it('is listed at its lowest price [SRC-02]', () => {
    const skus = [
      sku({
        code: 'A',
        price: { amount: 500, currency: 'BRL' },
        specs: [{ name: { en: 'Size' }, value: { en: 'L' } }],
      }),
      sku({
        code: 'B',
        price: { amount: 300, currency: 'BRL' },
        specs: [{ name: { en: 'Size' }, value: { en: 'S' } }],
      }),
    ];
    expect(productPageOf(onSale(skus), category)!.card.priceFrom).toEqual({ amount: 300, currency: 'BRL' });
  });

  it('speaks the language asked for, and shows attributes, stock, merchant and delivery promise [CAT-10 part]', () => {
    const colour = {
      key: 'colour',
      name: { en: 'Colour', zh: '颜色' },
      type: 'choice' as const,
      required: false,
      options: [{ value: 'red', name: { en: 'Red', zh: '红' } }],
    };
    const pots = { ...category, attributes: [colour] };
    const skus = [0, 1, 2].map((n) => sku({ code: `S${n}`, specs: [{ name: { en: 'Size' }, value: { en: `${n}` } }] }));
    const page = productPageOf({ ...onSale(skus), attributes: { colour: 'red', gone: 'x' } }, pots)!;
    const around = {
      merchantName: { en: 'Blue Teapot', zh: '蓝茶壶' },
      categories: [pots],
      available: [0, 5, 6],
    };
    expect(productView(page, around, 'zh')).toMatchObject({
      title: '陶罐',
      description: 'Thrown by hand.',
      attributes: [{ name: '颜色', value: '红' }],
      merchant: { name: '蓝茶壶' },
      delivery: { shipsWithinDays: 3 },
      state: 'on-sale',
      skus: [{ spec: '0', stock: 'sold-out' }, { stock: 'low' }, { stock: 'in-stock' }],
    });
    expect(productView(page, around, 'en')).toMatchObject({
      title: 'Clay pot',
      attributes: [{ name: 'Colour', value: 'Red' }],
      merchant: { name: 'Blue Teapot' },
    });
  });

  it('offers a choice by options, in the language asked for, and says when nothing is left', () => {
    const colours = [{ en: 'Red', zh: '红' }, { en: 'Blue', zh: '蓝' }];
    const skus = colours.flatMap((colour) =>
      ['S', 'L'].map((size) =>
        sku({
          code: `${colour.en}-${size}`,
          specs: [{ name: { en: 'Colour', zh: '颜色' }, value: colour }, { name: { en: 'Size' }, value: { en: size } }],
        })
      )
    ).slice(0, 3);
    const page = productPageOf(onSale(skus), category)!;
    const around = { merchantName: { en: 'Blue Teapot' }, categories: [category] };
    expect(productView(page, { ...around, available: [0, 0, 0] }, 'zh')).toMatchObject({
      state: 'sold-out',
      options: [{ name: '颜色', values: ['红', '蓝'] }, { name: 'Size', values: ['S', 'L'] }],
      skus: [
        { specs: [{ name: '颜色', value: '红' }, { name: 'Size', value: 'S' }] },
        { specs: [{ name: '颜色', value: '红' }, { name: 'Size', value: 'L' }] },
        { specs: [{ name: '颜色', value: '蓝' }, { name: 'Size', value: 'S' }] },
      ],
    });
    const plain = productPageOf(onSale(), category)!;
    expect(productView(plain, { ...around, available: [1] }, 'en')).toMatchObject({
      state: 'on-sale',
      options: [],
      skus: [{ specs: [] }],
    });
  });
});
