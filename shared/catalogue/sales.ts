import { changed, created, type Change, type Versioned } from '../kernel/store/change.ts';
import { after, days, hours, utcDateOf, type Instant } from '../kernel/values/clock.ts';
import type { MerchantId } from '../kernel/values/ids.ts';
import type { CategoryId } from './category.ts';
import type { Listing, ListingId } from './listing.ts';
import type { Pointer } from './product-page.ts';

/** The units by which goods are ranked are those of so long. */
export const lately = days(30);
/** After a sale it is counted so soon; else when the oldest count leaves the time that counts, or a week later: its category may have changed. */
const countedAfter = { sale: hours(1), count: days(7) };

/**
 * How a listing has sold: the ranking of popular goods rests on it. Its id is the listing's. Orders do not count here:
 * the counters of its SKUs are looked at now and then, so that a listing of which a hundred are sold a second is written
 * to twice an hour.
 */
export interface Sales extends Versioned {
  readonly id: ListingId;
  readonly merchantId: MerchantId;
  /** As it was when the listing was last counted. */
  readonly categoryId?: CategoryId;
  /** Units that had been shipped since ever, one count a day, oldest first: those of the time that counts, and the last one before it. */
  readonly counts: readonly Count[];
  /** Units of the time that counts, as they were when it was last counted. */
  readonly units: number;
  /** When it is counted next; nothing else sets it off. */
  readonly countAt?: Instant | undefined;
}

interface Count {
  readonly at: Instant;
  readonly shipped: number;
}

/** Something was sold: has the listing counted soon. Nothing is to be done when it will be anyway. */
export const sold = (
  sales: Sales | undefined,
  { listingId: id, merchantId }: Pointer,
  now: Instant,
): Change<Sales> | undefined => {
  const countAt = after(now, countedAfter.sale);
  if (!sales) return created<Sales>({ id, merchantId, counts: [], units: 0, countAt });
  return sales.countAt && sales.countAt <= countAt ? undefined : changed<Sales>(sales, { countAt });
};

/**
 * Counts what was sold lately; again when less may be left of it, and not where nothing is.
 * @param shipped units of its SKUs that have been shipped since ever
 * @param dueAt the time for which this count was set: for any other, nothing is to be done
 */
export const counted = (
  sales: Sales,
  { categoryId }: Pick<Listing, 'categoryId'>,
  shipped: number,
  dueAt: Instant,
  now: Instant,
): Change<Sales> | undefined => {
  if (sales.countAt !== dueAt) return undefined;
  const since = after(now, -lately);
  const before = sales.counts.findLast(({ at }) => at <= since);
  // A SKU that its listing has no more takes what was sold of it along.
  const units = Math.max(0, shipped - (before?.shipped ?? 0));
  const counts = [
    ...(before ? [before] : []),
    ...sales.counts.filter(({ at }) => at > since && utcDateOf(at) !== utcDateOf(now)),
    { at: now, shipped },
  ];
  const leaves = after(counts.find(({ at }) => at > since)!.at, lately);
  const again = after(now, countedAfter.count);
  return changed<Sales>(sales, {
    categoryId,
    counts,
    units,
    countAt: units === 0 ? undefined : leaves < again ? leaves : again,
  });
};
