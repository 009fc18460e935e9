import * as z from 'zod';
import { deadline } from '../../../shared/kernel/doors/deadline.ts';
import { id } from '../../../shared/kernel/values/ids.ts';
import { freightQuoteLapsed } from '../../../shared/logistics/events.ts';
import { lapseQuote } from '../../../shared/logistics/freight-quote.ts';
import { quotes } from '../../../shared/logistics/freight-store.ts';

export const { contract, handler } = deadline(
  {
    summary: 'Ends a freight quote that its shop has not answered in time; the buyer is told.',
    payload: z.strictObject({ quoteId: id('freightQuote') }),
    final: ['illegal-step'],
    touches: [quotes.need, quotes.save],
    emits: [freightQuoteLapsed],
  },
  async ({ payload, now, commit }) =>
    commit({ writes: [quotes.save(lapseQuote(await quotes.need(payload.quoteId), now))] }),
);
