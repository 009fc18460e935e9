import { together } from '../../kernel/doors/access.ts';
import type { Instant } from '../../kernel/values/clock.ts';
import { listingRules } from '../rulebooks.ts';
import { categories, imageChecks } from '../store.ts';
import { checksOf, type ChecksBasis, type ListingChecks } from './checks.ts';

/** What the checks of a listing go by, and what they find. */
export const checkListing = Object.assign(
  async (content: Parameters<typeof checksOf>[0], now: Instant): Promise<ChecksBasis & ListingChecks> => {
    const [category, rules, images] = await Promise.all([
      categories.get(content.categoryId),
      listingRules.current(now),
      Promise.all(content.images.map(imageChecks.get)),
    ]);
    const basis = { category, rules, images, now };
    return { ...basis, ...checksOf(content, basis) };
  },
  together('listing.check', categories.get, listingRules.current, imageChecks.get),
);
