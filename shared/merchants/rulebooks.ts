import * as z from 'zod';
import { lasting, rulebook } from '../kernel/rulebook.ts';

/** How long an application waits, for its reviewers or for its shop. */
export const applicationTimes = rulebook(
  'application-times',
  1,
  z.strictObject({
    remindAfter: lasting('PT1H', 'P30D').describe(
      'How long an application may wait for its review before the reviewers are reminded, again and again',
    ),
    supplyWithin: lasting('P1D', 'P180D').describe(
      'How long a shop has to answer when supplements are asked for; then the application is rejected',
    ),
  }),
  { remindAfter: 'PT48H', supplyWithin: 'P30D' },
  {
    summary: "How long a shop's application waits for its reviewers and for its supplements.",
    propose: ['operator', 'reviewer', 'admin'],
  },
);
export type ApplicationTimes = typeof applicationTimes.byDefault;
