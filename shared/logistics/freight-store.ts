import type * as z from 'zod';
import { aggregate } from '../kernel/store/aggregate.ts';
import type { MerchantId } from '../kernel/values/ids.ts';
import { quoteView, type FreightQuote, type FreightQuoteView } from './freight-quote.ts';
import type { FreightTemplate } from './freight.ts';
import { openFreightQuotes } from './rulebooks.ts';

export const freightTemplates = aggregate<FreightTemplate>({ name: 'freight-template', prefix: 'FREIGHT' });

const store = aggregate<FreightQuote, z.input<typeof FreightQuoteView>>({
  name: 'freight-quote',
  prefix: 'FREIGHT-QUOTE',
  indexes: {
    gsi1: ({ id, merchantId, state, requestedAt }) =>
      state === 'requested' ? [openQuotes(merchantId), `${requestedAt}#${id}`] : undefined,
  },
  summary: quoteView,
  allowance: {
    name: 'open-quotes',
    limit: openFreightQuotes,
    owner: ({ buyerId }) => buyerId,
    isOpen: ({ state }) => state === 'requested',
    refusal: 'too-many-quotes',
  },
});

/** The partition of a shop's quotes that wait for its answer. */
export const openQuotes = (merchantId: MerchantId): string => `OPEN-QUOTES#${merchantId}`;

export const quotes = { ...store, open: store.list('freight-quote.open', 'gsi1', 'OPEN-QUOTES#*') };
