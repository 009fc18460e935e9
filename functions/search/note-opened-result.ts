import * as z from 'zod';
import { ListingId } from '../../shared/catalogue/public.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { line, Locale } from '../../shared/kernel/values/text.ts';
import { searchResultOpened } from '../../shared/search/events.ts';
import { searchLog } from '../../shared/search/search-log-store.ts';

export const { contract, handler } = endpoint(
  {
    summary: 'Notes that one of the results of a search was opened, without saying by whom.',
    route: 'POST /v1/search/opened-results',
    audience: 'shop',
    callers: 'anyone',
    input: z.strictObject({ q: line(100), listingId: ListingId, position: z.int().min(1).max(5000), locale: Locale }),
    answer: { 204: z.undefined() },
    touches: [searchLog.opened],
    emits: [searchResultOpened],
  },
  async ({ input: { q: query, ...opened }, newId, commit }) =>
    commit({ writes: searchLog.opened({ query, ...opened }, newId) }),
);
