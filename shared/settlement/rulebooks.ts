import * as z from 'zod';
import { lasting, rulebook } from '../kernel/policy/rulebook.ts';

/** When shops get what they have earned. An earning goes by the version in force when its order was completed. */
export const earningRelease = rulebook(
  'earning-release',
  1,
  z.strictObject({
    releaseAfter: lasting('PT0M', 'P90D').describe(
      'After-sales window: how long after receipt was confirmed what an order has earned is held',
    ),
  }),
  { releaseAfter: 'P7D' },
  {
    summary: 'How long what a completed order has earned is held, before the next settlement takes it.',
    propose: ['operator', 'finance', 'admin'],
    approve: ['finance', 'admin'],
  },
);
export type EarningRelease = typeof earningRelease.byDefault;
