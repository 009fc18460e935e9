import * as z from 'zod';
import { lasting, rulebook } from '../kernel/policy/rulebook.ts';

/** How long a proposed correction of the books waits for a second person. It lapses when it said that it would. */
export const correctionTimes = rulebook(
  'correction-times',
  1,
  z.strictObject({
    decideWithin: lasting('PT1H', 'P30D').describe(
      'How long a proposed correction waits for a second person; then it lapses',
    ),
  }),
  { decideWithin: 'P7D' },
  {
    summary: 'How long an entry by hand waits for a second person.',
    propose: ['finance', 'admin'],
    approve: ['finance', 'admin'],
  },
);
export type CorrectionTimes = typeof correctionTimes.byDefault;
