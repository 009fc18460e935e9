import * as z from 'zod';
import { rulebook, whole } from '../kernel/policy/rulebook.ts';
import { id, MerchantId } from '../kernel/values/ids.ts';
import { localText } from '../kernel/values/text.ts';

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

/** One picture with words at the top of the home page. */
export type Slide = z.infer<typeof Slide>;
const Slide = z.strictObject({
  title: localText(80),
  text: localText(200).optional(),
  /** A category, a product or a shop. */
  to: z.union([id('category'), id('listing'), MerchantId]),
  /** The first picture of a product, or any of a shop. Without it, that of the product which it leads to. */
  picture: z.union([id('listing'), z.strictObject({ merchantId: MerchantId, imageId: id('image') })]).optional(),
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
