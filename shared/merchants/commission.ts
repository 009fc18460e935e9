import { changed, type Change } from '../kernel/store/change.ts';
import { after, days, type Instant } from '../kernel/values/clock.ts';
import type { Id } from '../kernel/values/ids.ts';
import { Problem } from '../kernel/problems.ts';
import { holdingAt, withNext } from '../kernel/values/rate.ts';
import { commissionAgreed } from './events.ts';
import type { AgreedRate, Merchant } from './merchant.ts';
import { mostAgreedRates } from './policy.ts';

/** What counts as the same moment by any clock, and more: what ended longer ago is not kept. */
const kept = days(1);

/**
 * Agrees on a rate from a moment on; what was agreed to begin then or later for the same goods is dropped. Orders placed
 * before keep theirs.
 * @throws Problem rate-in-the-past, too-many-rates
 */
export const agreeRate = (merchant: Merchant, rate: AgreedRate, now: Instant): Change<Merchant> => {
  const { agreedRates = [] } = merchant;
  const isSame = ({ categoryId }: AgreedRate): boolean => categoryId === rate.categoryId;
  const same = withNext(agreedRates.filter(isSame), rate, now)
    .filter((_, i, list) => !list[i + 1] || list[i + 1]!.from > after(now, -kept));
  const first = same.findIndex(({ basisPoints }) => basisPoints !== null);
  const rates = [...agreedRates.filter((one) => !isSame(one)), ...(first < 0 ? [] : same.slice(first))];
  if (rates.length > mostAgreedRates) throw new Problem('too-many-rates', `At the most ${mostAgreedRates}`);
  return changed<Merchant>(
    merchant,
    { agreedRates: rates },
    commissionAgreed({ merchantId: merchant.id, ...rate, at: now }),
  );
};

/**
 * The rate that is agreed with a shop at a moment, in basis points: for the nearest category on the way from the goods' own
 * up to the root, or else for all its goods. Undefined when none is: the category's own counts.
 * @param path of the goods' category, from the root down
 */
export const agreedRate = (
  { agreedRates = [] }: Pick<Merchant, 'agreedRates'>,
  path: readonly Id<'category'>[],
  at: Instant,
): number | undefined => {
  for (const scope of [...path.toReversed(), undefined]) {
    const holding = holdingAt(agreedRates.filter(({ categoryId }) => categoryId === scope), at);
    if (typeof holding?.basisPoints === 'number') return holding.basisPoints;
  }
  return undefined;
};
