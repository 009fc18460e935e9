import { describe, expect, it } from 'vitest';
import { checksOf, type ChecksBasis, type Finding } from '../../../shared/catalogue/checks/checks.ts';
import { ListingContent } from '../../../shared/catalogue/content.ts';
import { submit } from '../../../shared/catalogue/listing.ts';
import type { ImageCheck } from '../../../shared/catalogue/pictures/images.ts';
import { below, basis, category, content, draft, newId, now, refusalOf, shop, sku } from './samples.ts';

const checked = (width: number, height: number): ImageCheck => ({
  id: newId('image'),
  version: 1,
  owner: shop.id,
  state: 'checked',
  size: { width, height },
  checkedAt: now,
});
const good = checked(1200, 900);
const { rules } = basis;

/** What is found in a listing of one SKU, with one good picture, as field and finding. */
const found = (
  fields: Partial<Parameters<typeof checksOf>[0]> = {},
  given: Partial<ChecksBasis> = {},
): [Finding['field'], Finding['finding'], Finding['severity']][] =>
  checksOf({ ...content, skus: [sku()], ...fields }, { ...basis, images: [good], ...given }).checks
    .map(({ field, finding, severity }) => [field, finding, severity]);

describe('the checks before a review', () => {
  it('find nothing in what is well [CAT-05]', () => {
    expect(found()).toEqual([]);
  });

  it.each([
    ['a sign of a sentence in Chinese', { zh: '这是国家级的陶罐' }, [['title.zh', 'banned-word', 'error']]],
    ['signs that spaces have been put between', { zh: '国 家 级' }, [['title.zh', 'banned-word', 'error']]],
    ['full width letters', { zh: 'Ａ货陶罐' }, [['title.zh', 'banned-word', 'error']]],
    ['whatever case', { en: 'A REPLICA of a pot' }, [['title.en', 'banned-word', 'error']]],
    ['letters with something invisible between', { en: 'rep\u00adlica' }, [['title.en', 'banned-word', 'error']]],
    ['claims of several words', { en: 'Best in  the world.' }, [['title.en', 'doubtful-word', 'warning']]],
    ['words of their own alone', { en: 'Secures replicas; procures' }, []],
  ])('know %s [CAT-05]', (_, title, expected) => {
    expect(found({ title })).toEqual(expected);
  });

  it('read every text that buyers read [CAT-05]', () => {
    const bad = { en: 'replica' };
    expect(
      found({
        title: bad,
        description: bad,
        attributes: { make: 'replica' },
        tags: { zh: ['高仿'], en: ['clay', 'replica'] },
        skus: [sku({ specs: [{ name: bad, value: bad }] })],
      }, {
        category: { ...category, attributes: [{ key: 'make', name: { en: 'Make' }, type: 'text', required: true }] },
      })
        .map(([field]) => field),
    ).toEqual([
      'title.en',
      'description.en',
      'attributes.make',
      'tags.zh[0]',
      'tags.en[1]',
      'skus[0].specs[0].name.en',
      'skus[0].specs[0].value.en',
    ]);
  });

  it('go by the words of the category, and of those above it [CAT-05]', () => {
    const [cups] = below(category);
    const terms = [{
      term: 'clay',
      severity: 'error' as const,
      categories: [category.id],
      advice: { en: 'Say of what.' },
    }];
    const ours = { rules: { ...rules, terms } };
    expect(found({}, { ...ours, category: cups })).toEqual([['title.en', 'banned-word', 'error']]);
    expect(found({}, { ...ours, category: below(undefined)[0] })).toEqual([]);
    const [{ advice } = {}] = checksOf({ ...content, skus: [sku()] }, { ...basis, ...ours, images: [good] }).checks;
    expect(advice).toEqual({ zh: '“clay”：禁止使用', en: '“clay”: Say of what.' });
  });

  it.each([
    [[], [['images', 'few-images', 'warning']]],
    [[checked(600, 600)], []],
    [[checked(600, 600), checked(4000, 599)], [['images[1]', 'small-image', 'warning']]],
  ])('look at pictures of %j [CAT-05]', (images, expected) => {
    expect(found({}, { images })).toEqual(expected);
  });

  it.each([
    [2000, []],
    [1999, [['skus[0].listPrice', 'price-above-list', 'error']]],
    [19_990, []],
    [20_200, [['skus[0].listPrice', 'steep-discount', 'warning']]],
  ])('measure a price of 1999 by a list price of %i [CAT-05]', (amount, expected) => {
    expect(found({ skus: [sku({ listPrice: { amount, currency: 'BRL' } })] })).toEqual(expected);
    expect(found({ skus: [sku({ listPrice: { amount, currency: 'USD' } })] })).toEqual([
      ['skus[0].listPrice', 'price-above-list', 'error'],
    ]);
  });

  it('name each required attribute that is missing, and whatever else a listing lacks [CAT-05]', () => {
    const demanding = {
      ...category,
      attributes: [{ key: 'glaze', name: { en: 'Glaze' }, type: 'text' as const, required: true }],
    };
    expect(
      found({ description: undefined, attributes: { smell: 'none' }, skus: [sku(), sku()] }, { category: demanding }),
    )
      .toEqual([
        ['description', 'required', 'error'],
        ['skus[0].specs', 'alike', 'error'],
        ['skus[1].specs', 'alike', 'error'],
        ['attributes.smell', 'not-of-template', 'error'],
        ['attributes.glaze', 'required', 'error'],
      ]);
  });

  it('keep what has an error from the reviewers, and only that [CAT-05]', () => {
    const claims = (title: string) => () => submit({ ...draft(), title: { en: title } }, basis, now);
    expect(refusalOf(claims('A replica'))).toBe('listing-unfit');
    expect(claims('The number one pot')().after.state).toBe('in-review');
  });
});

describe('tags', () => {
  const accepts = (...en: string[]) => ListingContent.safeParse({ ...content, tags: { en } }).success;

  it.each([
    [['clay pot', 'Clay  cup'], true],
    [['Clay', 'ｃｌａｙ'], false],
    [[''], false],
    [['x'.repeat(31)], false],
    [Array.from({ length: 10 }, (_, i) => `t${i}`), true],
    [Array.from({ length: 11 }, (_, i) => `t${i}`), false],
  ])('%j: %s [CAT-08]', (tags, fits) => {
    expect(accepts(...tags)).toBe(fits);
  });
});
