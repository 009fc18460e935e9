import { together } from '../kernel/doors/access.ts';
import type { Write } from '../kernel/store/commit.ts';
import type { ListingId } from './listing.ts';
import { pages } from './page-store.ts';
import { productPageOf } from './product-page.ts';
import { categories, listings } from './store.ts';

/** What `refreshPage` needs. */
export const pageRefreshing = together('page.refresh', listings.get, categories.get, pages.get, pages.put);

/**
 * The writes that bring a product page up to its listing as it is now; none for one that has never been on sale. It
 * reads the listing itself, so that events that come late or out of order lead to the same page.
 */
export const refreshPage = async (listingId: ListingId): Promise<Write[]> => {
  const [listing, before] = await Promise.all([listings.get(listingId), pages.get(listingId)]);
  const category = listing && await categories.get(listing.categoryId);
  const page = category && productPageOf(listing, category);
  return page ? pages.put(before, page) : [];
};
