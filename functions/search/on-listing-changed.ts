import {
  listingApproved,
  listingCameOff,
  listingEdited,
  listingPriceChanged,
  listingPutBack,
  listingTakenOff,
} from '../../shared/catalogue/events.ts';
import { subscriber } from '../../shared/kernel/doors/subscriber.ts';
import { presentArticle } from '../../shared/search/articles.ts';
import { changes } from '../../shared/search/changes-store.ts';

export const { contract, handler } = subscriber(
  {
    summary: 'Has searches follow a listing that went on or off sale, or changed its price.',
    on: [listingApproved, listingCameOff, listingEdited, listingPutBack, listingTakenOff, listingPriceChanged],
    touches: [presentArticle, changes.tell],
  },
  async ({ event: { data: { listingId: id } }, now, commit }) =>
    commit({ writes: [changes.tell({ of: 'listing', id, asOf: now, article: await presentArticle(id) })] }),
);
