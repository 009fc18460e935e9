import {
  listingApproved,
  listingCameOff,
  listingEdited,
  listingPriceChanged,
  listingPutBack,
  listingTakenOff,
} from '../../shared/catalogue/events.ts';
import { pages } from '../../shared/catalogue/page-store.ts';
import { pageRefreshing, refreshPage } from '../../shared/catalogue/refresh-page.ts';
import { subscriber } from '../../shared/kernel/doors/subscriber.ts';

export const { contract, handler } = subscriber({
  summary:
    'Brings the product page and the category pages up to a listing that went on or off sale, or changed what it says or its price.',
  on: [listingApproved, listingCameOff, listingEdited, listingPutBack, listingTakenOff, listingPriceChanged],
  touches: [pages.get, pageRefreshing],
}, async ({ event, commit }) => {
  const { listingId } = event.data;
  const page = await pages.get(listingId);
  if (page && page.version >= event.aggregateVersion) return;
  return commit({ writes: [await refreshPage(listingId)] });
});
