import { expect, it } from 'vitest';
import { isGreen, ListingContent, type Packaging } from '../../../shared/catalogue/content.ts';
import { productPageOf, productView } from '../../../shared/catalogue/product-page.ts';
import * as en from '../../../web/storefront/words/en.ts';
import * as zh from '../../../web/storefront/words/zh.ts';
import { category, content, onSale } from './samples.ts';

const paper: Packaging = { material: 'paper', recycled: 0, returnable: false };

it.each<[Partial<Packaging>, boolean]>([
  [{}, false],
  [{ recycled: 4_999 }, false],
  [{ recycled: 5_000 }, true],
  [{ returnable: true }, true],
  [{ material: 'unpacked' }, true],
  [{ material: 'plastic', recycled: 10_000, returnable: true }, false],
])('packaging of paper, but %j, is green: %s [CAT-21]', (fields, green) => {
  expect(isGreen({ ...paper, ...fields })).toBe(green);
});

it('is a part of what a shop says of its goods, and stands on their page, in words [CAT-21]', () => {
  const packaging = { material: 'cloth', recycled: 8_000, returnable: true } as const;
  expect(ListingContent.safeParse({ ...content, packaging }).success).toBe(true);
  expect(ListingContent.safeParse({ ...content, packaging: { ...packaging, recycled: 10_001 } }).success).toBe(false);
  const page = productPageOf({ ...onSale(), packaging }, category)!;
  const shown = productView(page, { merchantName: { en: 'Pots' }, categories: [category], available: [1] }, 'en');
  expect(shown.packaging).toEqual({ ...packaging, green: true });
  expect(en.productPage.packed(shown.packaging!)).toBe(
    'Packed in cloth, 80 % recycled, the shop takes it back, green packaging',
  );
  expect(zh.productPage.packed(shown.packaging!)).toBe('布包装，80% 再生材料，店铺回收再用，绿色包装');
});
