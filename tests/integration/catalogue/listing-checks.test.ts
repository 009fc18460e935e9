import { beforeAll, describe, expect, it } from 'vitest';
import { content, listed } from '../../support/listings.ts';
import { merchant, theReviewer, type Merchant } from '../../support/merchants.ts';
import { anyone, key, refusal, theAdmin } from '../../support/people.ts';
import { brl } from '../../support/shopping.ts';

let one: Merchant;
beforeAll(async () => {
  one = await merchant();
});

const words = (checks: readonly { field: string; finding: string; severity: string }[]) =>
  checks.map(({ field, finding, severity }) => [field, finding, severity]);

describe('the checks before a review', () => {
  it('tell the shop while it writes, before it submits, and the reviewer beside the listing [CAT-05] [CAT-09]', async () => {
    const bad = await content({
      title: { en: 'A replica, number one', zh: '陶罐' },
      description: { en: `A pot. ${'It was thrown slowly and fired once in a small kiln. '.repeat(12)}` },
      tags: { en: ['pot', 'kiln'] },
    });
    bad.skus![0]!.listPrice = brl(1000);
    const { checks, keywords } = await one.call('POST /merchant/v1/listing-checks', bad);
    expect(words(checks)).toEqual([
      ['title.en', 'banned-word', 'error'],
      ['title.en', 'doubtful-word', 'warning'],
      ['images', 'few-images', 'warning'],
      ['skus[0].listPrice', 'price-above-list', 'error'],
    ]);
    expect(keywords.map(({ keyword, mentions, density }) => [keyword, mentions, density])).toEqual([
      ['pot', 1, 'rare'],
      ['kiln', 12, 'stuffed'],
    ]);
    const { listingId } = await one.call('POST /merchant/v1/listings', bad, key());
    expect(await one.call('GET /merchant/v1/listings/{listingId}', { listingId })).toMatchObject({ checks, keywords });
    const submit = () => one.call('POST /merchant/v1/listings/{listingId}/submission', { listingId }, key());
    expect(await refusal(submit())).toBe('listing-unfit');
    await one.call('PUT /merchant/v1/listings/{listingId}', {
      listingId,
      ...bad,
      title: { en: 'The number one pot' },
      skus: [{ ...bad.skus![0]!, listPrice: brl(2999) }],
    }, key());
    const { submittedAt } = await submit();
    const { call } = await theReviewer();
    const seen = await call('GET /operator/v1/listing-reviews/{listingId}', { listingId });
    expect(words(seen.checks)).toEqual([
      ['title.en', 'doubtful-word', 'warning'],
      ['images', 'few-images', 'warning'],
    ]);
    await call('POST /operator/v1/listing-reviews/{listingId}/rejection', {
      listingId,
      submittedAt: submittedAt!,
      reasons: ['truthfulness'],
      comment: 'Number one by whose count?',
    }, key());
  });

  it('go by a rulebook that operators keep [CAT-05]', async () => {
    const { call } = await theAdmin();
    const { items } = await call('GET /operator/v1/rulebooks', {});
    expect(items.find(({ rulebook }) => rulebook === 'listing-checks')).toMatchObject({
      current: { value: { fewestImages: 1, shortestSide: 600 } },
    });
  });
});

describe('tags', () => {
  it('are on the page in the language of the reader, and put what shares them first among what is alike [CAT-08]', async () => {
    const { call } = await theAdmin();
    const { categoryId } = await call('POST /operator/v1/categories', {
      name: { en: 'Kiln' },
      commissionRate: 1000,
    }, key());
    const tags = { zh: ['柴烧'], en: ['Wood-fired', 'vase'] };
    const { listingId } = await listed(one, { categoryId, tags });
    const alike = await listed(one, { categoryId, tags: { en: ['wood-fired'] } });
    const other = await listed(one, { categoryId });
    const show = (locale: 'zh' | 'en') => anyone()('GET /shop/v1/products/{listingId}', { listingId, locale });
    expect([(await show('en')).tags, (await show('zh')).tags]).toEqual([tags.en, tags.zh]);
    const { items } = await anyone()('GET /shop/v1/products/{listingId}/related', { listingId });
    expect(items.map((item) => item.listingId)).toEqual([alike.listingId, other.listingId]);
  });
});

it('a list price stands beside the price [CAT-05]', async () => {
  const written = await content();
  const { listingId } = await listed(one, { skus: [{ ...written.skus![0]!, listPrice: brl(2999) }] });
  expect(await anyone()('GET /shop/v1/products/{listingId}', { listingId })).toMatchObject({
    skus: [{ price: brl(1999), listPrice: brl(2999) }],
  });
});
