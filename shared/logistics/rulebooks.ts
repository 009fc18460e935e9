import * as z from 'zod';
import { lasting, rulebook } from '../kernel/rulebook.ts';

/** How long buyer and shop wait for each other. A quote goes by the version in force when it was asked for. */
export const freightQuoteTimes = rulebook(
  'freight-quote-times',
  1,
  z.strictObject({
    answerWithin: lasting('PT1H', 'P30D').describe(
      'How long a shop may take to answer; then the buyer waits no longer',
    ),
    validFor: lasting('PT1H', 'P90D').describe('How long an answered quote can be used'),
  }),
  { answerWithin: 'P7D', validFor: 'P7D' },
  {
    summary: 'How long a freight quote waits for its shop, and is good for its buyer.',
    propose: ['operator', 'admin'],
    approve: ['operator', 'admin'],
  },
);
export type FreightQuoteTimes = typeof freightQuoteTimes.byDefault;
