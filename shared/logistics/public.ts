/** What other contexts may use of logistics. Its events are in events.ts. */
export { quoteHolds, useQuote, type AnsweredQuote, type FreightQuote } from './freight-quote.ts';
export { freightTemplates, quotes } from './freight-store.ts';
export { freightOf, type Destination, type FreightTemplate } from './freight.ts';
