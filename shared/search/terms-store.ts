import { aggregate } from '../kernel/store/aggregate.ts';
import type { SearchTerms } from './terms.ts';

export const searchTerms = aggregate<SearchTerms>({ name: 'search-terms', prefix: 'SEARCH-TERMS' });
