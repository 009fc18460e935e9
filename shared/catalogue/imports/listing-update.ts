import type { Instant } from '../../kernel/values/clock.ts';
import type { NewId } from '../../kernel/values/ids.ts';
import { joined, type Change } from '../../kernel/store/change.ts';
import type { Category } from '../category.ts';
import { codeKey, type ListingContent } from '../content.ts';
import { changePrice, editListing, type Listing } from '../listing.ts';
import type { LivePrices } from '../rulebooks.ts';
import { contentOf, submissionChanges, type SubmissionChange } from '../submission-changes.ts';

/** By what an update is decided. */
export interface UpdateBasis {
  readonly shop: {
    readonly id: Listing['merchantId'];
    readonly currency: Listing['skus'][number]['price']['currency'];
  };
  readonly category: Category | undefined;
  readonly bounds: LivePrices;
}

/** Changes of price in one transaction: each writes a fact, and all of the listing's offers are written. */
const pricesAtOnce = 25;

/** The content of a listing with what a file says of it; what the file does not name stays. */
export const updatedContent = (
  listing: Listing,
  content: Omit<ListingContent, 'skus'> | undefined,
  skus: readonly ListingContent['skus'][number][],
): ReturnType<typeof contentOf> => {
  const before = contentOf(listing);
  const said = new Map(skus.map((sku) => [codeKey(sku.code), sku]));
  const old = new Set(before.skus.map(({ code }) => codeKey(code)));
  return {
    ...(content ?? before),
    skus: [
      ...before.skus.map((sku) => said.get(codeKey(sku.code)) ?? sku),
      ...skus.filter(({ code }) => !old.has(codeKey(code))),
    ],
  };
};

/**
 * What a file changes of a listing, and how: on sale its prices alone, within the bounds around those that were reviewed;
 * elsewhere all of it. Changes are to be saved one after the other.
 * @throws Problem illegal-step when it cannot be edited as it stands, and whatever an edit or a price is refused for
 */
export const updateListing = (
  listing: Listing,
  content: ListingContent | ReturnType<typeof contentOf>,
  { shop, category, bounds }: UpdateBasis,
  { now, newId }: { now: Instant; newId: NewId },
): { changes: Change<Listing>[]; differences: SubmissionChange[] } => {
  const differences = submissionChanges(contentOf(listing), content);
  if (differences.length === 0) return { changes: [], differences };
  const pricesAlone = differences.every(({ sku, field }) => sku !== undefined && /^price(\.|$)/.test(field));
  if (listing.state !== 'on-sale' || !pricesAlone) {
    const edited = editListing(listing, { ...content, skus: [...content.skus] }, shop, category, { now, newId });
    return { changes: [edited], differences };
  }
  const wanted = new Map(content.skus.map((sku) => [codeKey(sku.code), sku.price]));
  const moved = listing.skus.filter(({ code, price }) => wanted.get(codeKey(code))!.amount !== price.amount);
  const changes: Change<Listing>[] = [];
  for (let i = 0, at = listing; i < moved.length; i += pricesAtOnce) {
    const steps: Change<Listing>[] = [];
    for (const { id: skuId, code } of moved.slice(i, i + pricesAtOnce)) {
      const price = wanted.get(codeKey(code))!;
      steps.push(changePrice(steps.at(-1)?.after ?? at, { skuId, price }, bounds, now));
    }
    const [change] = joined(steps);
    changes.push(change!);
    at = change!.after;
  }
  return { changes, differences };
};
