import * as z from 'zod';
import { lasting, rulebook } from '../kernel/rulebook.ts';

/** How long an application waits for its shop. How long for its reviewers, their desk says. */
export const applicationTimes = rulebook(
  'application-times',
  1,
  z.strictObject({
    supplyWithin: lasting('P1D', 'P180D').describe(
      'How long a shop has to answer when supplements are asked for; then the application is rejected',
    ),
  }),
  { supplyWithin: 'P30D' },
  {
    summary: "How long a shop's application waits for its supplements.",
    propose: ['operator', 'reviewer', 'admin'],
  },
);
