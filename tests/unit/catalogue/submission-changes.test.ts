import { expect, it } from 'vitest';
import { submissionChanges } from '../../../shared/catalogue/submission-changes.ts';
import type { Id } from '../../../shared/kernel/values/ids.ts';

const yuan = (amount: number) => ({ amount, currency: 'CNY' as const });
const content = (fields: Partial<Parameters<typeof submissionChanges>[0]> = {}) => ({
  title: { zh: '陶罐', en: 'Clay pot' },
  categoryId: 'cat_1' as Id<'category'>,
  attributes: { glaze: 'blue' },
  shipsWithinDays: 3,
  images: ['img_1' as Id<'image'>],
  skus: [{ code: 'POT-S', price: yuan(1000), specs: [], weight: 500 }],
  ...fields,
});

it('says what a submission changes of what was approved: texts by language, money as a whole, SKUs by their codes', () => {
  const changed = content({
    title: { zh: '青瓷罐', en: 'Clay pot' },
    attributes: { glaze: 'green' },
    description: { en: 'Thrown by hand.' },
    skus: [
      { code: 'POT-L', price: yuan(2000), specs: [], weight: 900 },
      { code: 'pot-s', price: yuan(1200), specs: [], weight: 500 },
    ],
  });
  expect(submissionChanges(content(), content())).toEqual([]);
  expect(submissionChanges(content(), changed)).toEqual([
    { field: 'title.zh', before: '陶罐', after: '青瓷罐' },
    { field: 'attributes.glaze', before: 'blue', after: 'green' },
    { field: 'description', after: { en: 'Thrown by hand.' } },
    { sku: 'pot-s', field: 'code', before: 'POT-S', after: 'pot-s' },
    { sku: 'pot-s', field: 'price', before: yuan(1000), after: yuan(1200) },
    { sku: 'POT-L', field: 'code', after: 'POT-L' },
    { sku: 'POT-L', field: 'price', after: yuan(2000) },
    { sku: 'POT-L', field: 'specs', after: [] },
    { sku: 'POT-L', field: 'weight', after: 900 },
  ]);
});

it('sees no change where only the order of fields is another, as the table may give them back', () => {
  const specs = [{ name: { en: 'Size', zh: '尺寸' }, value: { en: 'S' } }];
  const turned = [{ value: { en: 'S' }, name: { zh: '尺寸', en: 'Size' } }];
  const skus = [{ code: 'POT-S', price: yuan(1000), weight: 500 }];
  expect(submissionChanges(
    content({ skus: skus.map((sku) => ({ ...sku, specs })) }),
    content({ skus: skus.map((sku) => ({ ...sku, specs: turned })) }),
  )).toEqual([]);
});
