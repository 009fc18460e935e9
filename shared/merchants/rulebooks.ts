import * as z from 'zod';
import { lasting, rulebook } from '../kernel/policy/rulebook.ts';

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

/**
 * How long nothing is paid to another account than before: whoever has taken over a shop's login changes it first, and
 * the shop hears of it. An account goes by the version in force when it was named; a shop's first is no change.
 */
export const payoutAccounts = rulebook(
  'payout-accounts',
  1,
  z.strictObject({
    changeWindow: lasting('P1D', 'P30D').describe('How long after a shop has named another account nothing is paid'),
  }),
  { changeWindow: 'P3D' },
  {
    summary: 'How long a changed payout account waits for its shop to object.',
    propose: ['finance', 'operator', 'admin'],
    approve: ['finance', 'admin'],
  },
);
export type PayoutAccountRules = typeof payoutAccounts.byDefault;
