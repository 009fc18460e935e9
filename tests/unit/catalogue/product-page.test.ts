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
      imageUrls: [],
    };
    expect(productView(page, around, 'zh')).toMatchObject({
      title: '陶罐',
      description: 'Thrown by hand.',
      attributes: [{ name: '颜色', value: '红' }],
      merchant: { name: '蓝茶壶' },
      delivery: { shipsWithinDays: 3 },
      skus: [{ spec: '0', stock: 'sold-out' }, { stock: 'low' }, { stock: 'in-stock' }],
    });
    expect(productView(page, around, 'en')).toMatchObject({
      title: 'Clay pot',
      attributes: [{ name: 'Colour', value: 'Red' }],
      merchant: { name: 'Blue Teapot' },
    });
  });
});
