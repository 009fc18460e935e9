import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeKey, ListingContent, SkuContent, specTextOf, type SkuId } from '../../../shared/catalogue/content.ts';
import {
  approve,
  archive,
  changePrice,
  createListing,
  editListing,
  mustBeOf,
  putBack,
  reject,
  steps,
  submit,
  takeOff,
  type Listing,
} from '../../../shared/catalogue/listing.ts';
import { offersOf } from '../../../shared/catalogue/offer.ts';
import { livePrices } from '../../../shared/catalogue/rulebooks.ts';
import { after, hours, type Instant } from '../../../shared/kernel/values/clock.ts';
import type { Change } from '../../../shared/kernel/store/change.ts';
import type { Money } from '../../../shared/kernel/values/money.ts';
import {
  basis,
  category,
  content,
  draft,
  newId,
  now,
  onSale,
  refusalOf,
  shop,
  sku,
  submitted,
  told,
} from './samples.ts';

const given = { now, newId };
const usd = { amount: 500, currency: 'USD' as const };

const commands: Record<keyof typeof steps, (listing: Listing) => Change<Listing>> = {
  edit: (listing) => editListing(listing, { ...content, skus: [sku()] }, shop, category, given),
  submit: (listing) => submit(listing, basis, now),
  approve: (listing) => approve(listing, { submittedAt: listing.submittedAt!, comment: 'Good.' }, now),
  approveForLater: (listing) =>
    approve(
      { ...listing, shelfPlan: { from: after(now, hours(1)), offWhenSoldOut: false } },
      { submittedAt: listing.submittedAt!, comment: 'Good.' },
      now,
    ),
  reject: (listing) =>
    reject(listing, { submittedAt: listing.submittedAt!, reasons: ['legality'], comment: 'No licence.' }, now),
  takeOff: (listing) => takeOff(listing, now),
  putBack: (listing) => putBack(listing, now),
  archive: (listing) => archive(listing, now),
};

describe('the life of a listing', () => {
  const states = ['draft', 'in-review', 'on-sale', 'off-shelf', 'archived'] as const;
  const all = states.flatMap((state) =>
    (Object.keys(steps) as (keyof typeof steps)[]).map((step) => [step, state] as const)
  );

  it.each(all)('%s while %s does what the steps say [CAT-02]', (step, state) => {
    const listing = { ...draft(), state, submittedAt: now };
    const { from, to } = steps[step];
    if ((from as readonly string[]).includes(state)) {
      expect(commands[step](listing).after).toMatchObject({ state: to, version: listing.version + 1 });
    } else expect(refusalOf(() => commands[step](listing))).toBe('illegal-step');
  });

  it('tells of every step [CAT-02]', () => {
    const shown = approve(submitted(), { submittedAt: now, comment: 'Good.' }, now);
    expect([
      told(submit(draft(), basis, now)),
      told(shown),
      told(takeOff(shown.after, now)),
      told(reject(submitted(), { submittedAt: now, reasons: ['truthfulness'], comment: 'x' }, now)),
    ])
      .toEqual([['listing-submitted'], ['listing-approved'], ['listing-taken-off'], ['listing-rejected']]);
  });

  it('has only reviewed content on sale: whatever is done to it [CAT-03]', () => {
    const names = Object.keys(commands) as (keyof typeof commands)[];
    fc.assert(fc.property(fc.array(fc.constantFrom(...names), { maxLength: 30 }), (walk) => {
      let listing = draft();
      let reviewed = false;
      for (const name of walk) {
        if (!(steps[name].from as readonly string[]).includes(listing.state)) continue;
        listing = commands[name](listing).after;
        if (name === 'edit') reviewed = false;
        if (name === 'approve' || name === 'approveForLater') reviewed = true;
        if (listing.state === 'on-sale') expect(reviewed).toBe(true);
        expect(offersOf(listing).every(({ onSale: live }) => live === (listing.state === 'on-sale'))).toBe(true);
      }
    }));
  });
});

describe('variants', () => {
  const of = (...options: [string, string][][]) =>
    options.map((specs, i) =>
      sku({ code: `V${i}`, specs: specs.map(([name, value]) => ({ name: { en: name }, value: { en: value } })) })
    );

  const inBoth = (...values: [zh: string | undefined, en: string][]) =>
    values.map(([zh, en], i) => sku({ code: `V${i}`, specs: [{ name: { en: 'Colour' }, value: { zh, en } }] }));

  it.each([
    ['without options', of([], [])],
    ['with the same options', of([['Colour', 'Red']], [['Colour', 'Red']])],
    [
      'with the same options in another order and case',
      of([['Colour', 'Red'], ['Size', 'S']], [['size', 's'], [
        'COLOUR',
        'RED',
      ]]),
    ],
    ['of which one has no option', of([['Colour', 'Red']], [])],
    // Buyers are shown the values.
    ['with the same values under other names', of([['Width', '10']], [['Height', '10']])],
    ['with the same values in one and in two', of([['Colour', 'Red / S']], [['Colour', 'Red'], ['Size', 'S']])],
    ['with the same options in one language', inBoth(['红', 'Red'], ['赤', 'red'])],
    ['with the same options where a language is missing', inBoth(['红', 'Red'], [undefined, 'Red'])],
  ])('%s cannot go on sale: nobody can tell them apart [CAT-03]', (_, skus) => {
    expect(refusalOf(() => submit(draft(skus), basis, now))).toBe('listing-incomplete');
  });

  it('that can be told apart, or one alone, can', () => {
    expect(submit(draft(of([['Colour', 'Red']], [['Colour', 'Blue']])), basis, now).after.state).toBe('in-review');
    expect(submit(draft(of([])), basis, now).after.state).toBe('in-review');
    const frames = of([['Width', '10'], ['Height', '20']], [['Width', '20'], ['Height', '10']]);
    expect(submit(draft(frames), basis, now).after.state).toBe('in-review');
    expect(submit(draft(inBoth(['红', 'Red'], ['蓝', 'Blue'])), basis, now).after.state).toBe('in-review');
  });

  it.each([['Tee-1', 'TEE-1'], ['Caf\u00e9', 'Cafe\u0301'], ['A  1', 'a 1']])('%j and %j are one code', (a, b) => {
    expect(codeKey(a)).toBe(codeKey(b));
    expect(ListingContent.safeParse({ ...content, skus: [sku({ code: a }), sku({ code: b })] }).success).toBe(false);
  });
});

describe('a draft', () => {
  it("is of a leaf category, in the shop's currency, with attributes of the template [CAT-01]", () => {
    const make = (skus = [sku()], fields = {}, leaf = category) => () =>
      createListing({ id: newId('listing'), content: { ...content, ...fields }, skus, shop, category: leaf }, now);
    expect(make()().after).toMatchObject({ ...content, state: 'draft', merchantId: shop.id, version: 1 });
    expect(refusalOf(make([sku({ price: usd })]))).toBe('currency-foreign');
    expect(refusalOf(make([sku()], { attributes: { smell: 'none' } }))).toBe('attribute-invalid');
    expect(refusalOf(make([sku()], {}, { ...category, children: 1 }))).toBe('category-unknown');
  });

  it('keeps the id of a SKU that keeps its code [CAT-02]', () => {
    const before = draft([sku({ code: 'A' }), sku({ code: 'B' })]);
    const { after: edited } = editListing(
      before,
      { ...content, skus: [sku({ code: 'B', weight: 5 }), sku({ code: 'C' })] },
      shop,
      category,
      given,
    );
    expect(edited.skus.map(({ code }) => code)).toEqual(['B', 'C']);
    expect(edited.skus[0]).toMatchObject({ id: before.skus[1]!.id, weight: 5 });
    expect(before.skus.map(({ id }) => id)).not.toContain(edited.skus[1]!.id);
  });

  it('says no more what an edit does not say', () => {
    const told = { ...draft(), tags: { zh: ['陶艺'], en: [] } };
    const { description: _, ...rest } = content;
    const { after: edited } = editListing(told, { ...rest, skus: [sku()] }, shop, category, given);
    expect([edited.description, edited.tags]).toEqual([undefined, undefined]);
  });

  it('is complete before it is submitted [CAT-01]', () => {
    expect(refusalOf(() => submit(draft([]), basis, now))).toBe('listing-incomplete');
    expect(refusalOf(() => submit({ ...draft(), description: undefined }, basis, now))).toBe('listing-incomplete');
    const demanding = {
      ...category,
      attributes: [{ key: 'material', name: { en: 'Material' }, type: 'text' as const, required: true }],
    };
    expect(refusalOf(() => submit(draft(), { ...basis, category: demanding }, now))).toBe('attribute-invalid');
  });

  it.each([
    { price: { amount: 0, currency: 'BRL' } },
    { price: { amount: -1, currency: 'BRL' } },
    { price: { amount: 1.5, currency: 'BRL' } },
    { price: { amount: 1, currency: 'XXX' } },
    { code: '' },
    { code: '\u200b' },
    { weight: -1 },
    { size: { length: 0, width: 1, height: 1 } },
    { colour: 'red' },
  ])('refuses a SKU with %j [CAT-01]', (fields) => {
    const good = { code: 'POT', price: { amount: 1, currency: 'BRL' }, weight: 0 };
    expect(SkuContent.safeParse(good).success).toBe(true);
    expect(SkuContent.safeParse({ ...good, ...fields }).success).toBe(false);
  });

  it('has at most 50 SKUs, each code once, and at most 12 images [CAT-01]', () => {
    const skus = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ code: `S${i}`, price: { amount: 1, currency: 'BRL' }, weight: 1 }));
    const images = (count: number) => Array.from({ length: count }, () => newId('image'));
    const accepts = (fields: object) => ListingContent.safeParse({ ...content, ...fields }).success;
    expect([accepts({ skus: skus(50) }), accepts({ skus: skus(51) }), accepts({ skus: [...skus(1), ...skus(1)] })])
      .toEqual([true, false, false]);
    expect([accepts({ images: images(12) }), accepts({ images: images(13) })]).toEqual([true, false]);
  });
});

const repriced = (listing: Listing, skuId: SkuId, price: Money, at: Instant, bounds = livePrices.byDefault) =>
  changePrice(listing, { skuId, price }, bounds, at);

describe('a price on sale', () => {
  it('changes at once, and the fact keeps both [CAT-02]', () => {
    const listing = onSale();
    const { after: cheaper, facts: [fact] } = repriced(listing, listing.skus[0]!.id, {
      amount: 1799,
      currency: 'BRL',
    }, now);
    expect(fact).toMatchObject({
      type: 'listing-price-changed',
      data: { from: { amount: 1999 }, to: { amount: 1799 } },
    });
    expect(offersOf(cheaper)[0]).toMatchObject({ price: { amount: 1799 }, onSale: true, version: cheaper.version });
  });

  it.each([[199, 'price-beyond-bounds'], [200, undefined], [3998, undefined], [3999, 'price-beyond-bounds']])(
    'of 1999 may become %i: %s [CAT-03]',
    (amount, refusal) => {
      const listing = onSale();
      const change = () => repriced(listing, listing.skus[0]!.id, { amount, currency: 'BRL' }, now);
      if (refusal) expect(refusalOf(change)).toBe(refusal);
      else expect(change().after.skus[0]!.price.amount).toBe(amount);
    },
  );

  it('may move as far as the rulebook says', () => {
    const listing = onSale();
    const bounds = { lowest: 9_000, highest: 11_000, version: 3 };
    const to = (amount: number) => () =>
      repriced(listing, listing.skus[0]!.id, { amount, currency: 'BRL' }, now, bounds);
    expect([to(1798), to(2199)].map(refusalOf)).toEqual(['price-beyond-bounds', 'price-beyond-bounds']);
    expect([to(1800)(), to(2198)()].map(({ after }) => after.skus[0]!.price.amount)).toEqual([1800, 2198]);
  });

  it('is bound to the price that was reviewed, not to the last one [CAT-03]', () => {
    const listing = onSale();
    const doubled = repriced(listing, listing.skus[0]!.id, { amount: 3998, currency: 'BRL' }, now).after;
    expect(refusalOf(() => repriced(doubled, doubled.skus[0]!.id, { amount: 7996, currency: 'BRL' }, now))).toBe(
      'price-beyond-bounds',
    );
  });

  it("is of a SKU of this listing, on sale, in the shop's currency [CAT-02]", () => {
    const listing = onSale();
    const { id } = listing.skus[0]!;
    expect(refusalOf(() => repriced(listing, newId('sku'), usd, now))).toBe('not-found');
    expect(refusalOf(() => repriced(listing, id, usd, now))).toBe('currency-foreign');
    expect(refusalOf(() => repriced(draft(listing.skus), id, { amount: 1799, currency: 'BRL' }, now))).toBe(
      'illegal-step',
    );
  });
});

describe('a review', () => {
  it('is judged as it was looked at: what was submitted again since is not [CAT-03]', () => {
    const anew = { ...submitted(), submittedAt: after(now, hours(1)) };
    const seen = { submittedAt: now, reasons: ['legality'], comment: 'x' } as const;
    expect(refusalOf(() => approve(anew, seen, now))).toBe('conflict');
    expect(refusalOf(() => reject(anew, seen, now))).toBe('conflict');
  });

  it('keeps the reasons for the merchant [CAT-03]', () => {
    expect(reject(submitted(), { submittedAt: now, reasons: ['image-quality'], comment: 'Blurred.' }, now).after)
      .toMatchObject({
        state: 'draft',
        review: { outcome: 'rejected', reasons: ['image-quality'], comment: 'Blurred.', at: now },
      });
  });
});

describe('a shop', () => {
  it('sees its own listings only [IAM-20]', () => {
    const listing = draft();
    expect(mustBeOf(listing, shop.id)).toBe(listing);
    expect(refusalOf(() => mustBeOf(listing, newId('merchant')))).toBe('not-found');
  });
});

describe('a specification', () => {
  it.each([
    [[], undefined],
    [[{ name: { en: 'Size' }, value: { en: 'L' } }], { en: 'L' }],
    [[{ name: { en: 'Size' }, value: { en: 'L' } }, { name: { en: 'Colour' }, value: { en: 'Red', zh: '红' } }], {
      en: 'L / Red',
      zh: 'L / 红',
    }],
  ])('%j reads %j [CAT-01]', (specs, text) => {
    expect(specTextOf({ specs })).toEqual(text);
  });
});
