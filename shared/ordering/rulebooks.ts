import * as z from 'zod';
import { lasting, rulebook } from '../kernel/policy/rulebook.ts';

/** Whom an order waits for, until when, and what then. An order goes by the version that was in force when it was placed. */
export const orderTimes = rulebook(
  'order-times',
  2,
  z.strictObject({
    payWithin: lasting('PT5M', 'P7D').describe('How long an unpaid checkout keeps its stock'),
    flagUnacceptedAfter: lasting('PT5M', 'P7D').describe(
      'How long after its payment an order may wait to be accepted before it is flagged',
    ),
    acceptWithin: lasting('PT1H', 'P14D').describe(
      'How long after its payment a shop may take to accept an order at all; then it is cancelled and refunded',
    ),
    shippingGrace: lasting('PT0M', 'P14D').describe(
      'How much later than its listings promise a shop may ship before the order is flagged',
    ),
    flagUndeliveredAfter: lasting('P1D', 'P90D').describe(
      'How long a parcel may travel before its order is flagged',
    ),
    confirmReceiptAfter: lasting('P1D', 'P30D').describe('How long after delivery receipt confirms itself'),
    confirmShopsWordAfter: lasting('P1D', 'P90D').describe(
      "The same where a shop delivers by itself and nobody but the shop says that it has: longer than a carrier's word is worth",
    ),
  }),
  {
    payWithin: 'PT30M',
    flagUnacceptedAfter: 'PT30M',
    acceptWithin: 'PT48H',
    shippingGrace: 'P2D',
    flagUndeliveredAfter: 'P30D',
    confirmReceiptAfter: 'P10D',
    confirmShopsWordAfter: 'P30D',
  },
  {
    // Before version 2 the platform went by thirty days.
    upgrades: { 1: (times) => ({ ...times, confirmShopsWordAfter: 'P30D' }) },
    summary: 'How long an order waits for its buyer, its shop and its carrier.',
    propose: ['operator', 'admin'],
    approve: ['operator', 'admin'],
  },
);
export type OrderTimes = typeof orderTimes.byDefault;
