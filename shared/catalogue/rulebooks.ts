import * as z from 'zod';
import { rulebook, whole } from '../kernel/policy/rulebook.ts';

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
