import * as z from 'zod';
import { lasting, rulebook, whole } from '../kernel/policy/rulebook.ts';
import { Price } from '../kernel/values/money.ts';

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

/** On which days shops are paid what has been released to them, and from how much on. */
export const payoutSchedule = rulebook(
  'payout-schedule',
  1,
  z.strictObject({
    every: z.enum(['day', 'week', 'month']).describe('How often shops are paid what has been released'),
    weekday: whole(1, 7).describe('The day on which they are paid each week: 1 is Monday, 7 is Sunday'),
    dayOfMonth: whole(1, 28).describe('The day on which they are paid each month'),
    least: z.array(Price).max(20).describe('The least that is paid out, by currency; what is less waits'),
    waitsAtMost: lasting('P1D', 'P365D').describe(
      'How long less than that waits, from when the first of it was released; then it is paid out',
    ),
  }),
  { every: 'day', weekday: 1, dayOfMonth: 1, least: [], waitsAtMost: 'P90D' },
  {
    summary: 'On which days the settlement pays shops what they have earned, and from how much on.',
    propose: ['operator', 'finance', 'admin'],
    approve: ['finance', 'admin'],
  },
);
export type PayoutSchedule = typeof payoutSchedule.byDefault;
