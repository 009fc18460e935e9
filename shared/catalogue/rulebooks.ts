import * as z from 'zod';
import { lasting, rulebook, whole } from '../kernel/policy/rulebook.ts';
import { id, MerchantId } from '../kernel/values/ids.ts';
import { line, localText } from '../kernel/values/text.ts';

/** What a shop may do to a price that was reviewed, without another review. */
export const livePrices = rulebook(
  'live-prices',
  1,
  z.strictObject({
    lowest: whole(0, 10_000).describe(
      'The lowest price on sale without another review, in basis points of the price that was reviewed',
    ),
    highest: whole(10_000, 100_000).describe(
      'The highest price on sale without another review, in basis points of the price that was reviewed',
    ),
  }),
  { lowest: 1_000, highest: 20_000 },
  {
    summary: 'How far the price of what is on sale may move from the one that was reviewed.',
    propose: ['operator', 'reviewer', 'admin'],
    approve: ['operator', 'admin'],
  },
);
export type LivePrices = typeof livePrices.byDefault;

const listed = (severity: 'error' | 'warning', ...terms: string[]) => terms.map((term) => ({ term, severity }));

/**
 * What is looked for in a listing before a person reviews it. The defaults are superlatives that China's Advertising Law
 * bans (article 9), copies of brands, and claims that want proof.
 */
export const listingRules = rulebook(
  'listing-checks',
  1,
  z.strictObject({
    terms: z.array(z.strictObject({
      term: line(40),
      severity: z.enum(['error', 'warning']),
      categories: z.array(id('category')).max(20).optional(),
      advice: localText(120).optional(),
    })).max(200).describe(
      'Words and claims: with an error a listing cannot be submitted, a warning is shown. Of some categories and what is below them alone, where any are named',
    ),
    fewestImages: whole(0, 12).describe('Pictures of a listing; with fewer a warning is shown'),
    shortestSide: whole(1, 4_000).describe('Pixels of the shorter side of a picture; below them a warning is shown'),
    steepestDiscount: whole(0, 10_000).meta({ rate: true }).describe(
      'How far a price may be below its list price, in basis points; beyond it a warning is shown',
    ),
  }),
  {
    terms: [
      ...listed('error', '国家级', '最高级', '最佳', '高仿', 'A货', 'counterfeit', 'replica'),
      ...listed(
        'warning',
        '第一',
        '顶级',
        '根治',
        '包治',
        '100%有效',
        'best in the world',
        'number one',
        'cures',
        'miracle',
      ),
    ],
    fewestImages: 1,
    shortestSide: 600,
    steepestDiscount: 9_000,
  },
  {
    summary: 'What is looked for in a listing before a person reviews it.',
    propose: ['operator', 'reviewer', 'admin'],
    approve: ['operator', 'admin'],
  },
);
export type ListingRules = typeof listingRules.byDefault;

/** When a shop is reminded to look after what it has on sale. */
export const listingRefresh = rulebook(
  'listing-refresh',
  1,
  z.strictObject({
    untouchedFor: lasting('P1D', 'P730D').describe(
      'How long a listing on sale is untouched before its shop is reminded',
    ),
    again: lasting('P1D', 'P365D').describe('How long until a shop is reminded again'),
  }),
  { untouchedFor: 'P90D', again: 'P30D' },
  {
    summary: 'When shops are reminded to refresh what they have on sale.',
    propose: ['operator', 'admin'],
  },
);
export type ListingRefresh = typeof listingRefresh.byDefault;

/** What people may place as ads, and for how long. */
export const adRules = rulebook(
  'peoples-ads',
  1,
  z.strictObject({
    shownFor: lasting('P1D', 'P180D').describe("How long a person's ad is shown"),
    adsADay: whole(1, 100).describe('Ads that one person may place on a day'),
    answersADay: whole(1, 500).describe('Ads that one person may answer on a day'),
    reportsToHide: whole(1, 50).describe('People by whose reports an ad is hidden until a reviewer has seen it again'),
  }),
  { shownFor: 'P30D', adsADay: 5, answersADay: 20, reportsToHide: 3 },
  {
    summary: 'How long ads of people are shown, how many one may place and answer, and when reports hide one.',
    propose: ['operator', 'reviewer', 'admin'],
  },
);
export type AdRules = typeof adRules.byDefault;

/** One picture with words at the top of the home page. */
export type Slide = z.infer<typeof Slide>;
const Slide = z.strictObject({
  title: localText(80),
  text: localText(200).optional(),
  /** A category, a product or a shop. */
  to: z.union([id('category'), id('listing'), MerchantId]),
  /**
   * One that the platform has uploaded, the first of a product, or any of a shop. Without it, that of the product which it
   * leads to.
   */
  picture: z.union([id('image'), id('listing'), z.strictObject({ merchantId: MerchantId, imageId: id('image') })])
    .optional(),
});

/** What the shop front opens with. */
export const storefrontHome = rulebook(
  'storefront-home',
  1,
  z.strictObject({
    slides: z.array(Slide).max(8).describe('What the home page opens with, one after the other, at the most eight'),
    popular: whole(0, 48).describe('How many of the goods that sell best it lists'),
    newest: whole(0, 48).describe('How many of the newest goods it lists'),
  }),
  { slides: [], popular: 12, newest: 12 },
  {
    summary: 'What the home page of the shop front shows.',
    propose: ['operator', 'admin'],
  },
);

/** What the report of a shop's mix of products goes by. */
export const productMix = rulebook(
  'product-mix',
  1,
  z.strictObject({
    slowAfter: lasting('P7D', 'P365D').describe(
      'How long an article has been on sale before it is told as slow, if nothing of it was sold in the last 30 days',
    ),
  }),
  { slowAfter: 'P60D' },
  {
    summary: "When an article counts as slow in the report of a shop's mix of products.",
    propose: ['operator', 'admin'],
  },
);
export type ProductMixRules = typeof productMix.byDefault;
