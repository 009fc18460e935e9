/** What other contexts may use of logistics. Its events are in events.ts. */
export { type AnsweredQuote, type FreightQuote, QuoteDestination, quoteHolds, useQuote } from './freight-quote.ts';
export { freightTemplates, quotes } from './freight-store.ts';
export { recall } from './splitting.ts';
export type { Shipment } from './shipment.ts';
export { advance, advancing, dispatches, shipments, shipmentsOfMerchant, shipmentsUnder } from './store.ts';
export { type Destination, freightOf, type FreightTemplate } from './freight.ts';
export { packAsTold } from './packing.ts';
