import * as z from 'zod';
import { operation } from '../kernel/access.ts';
import type { Instant } from '../kernel/clock.ts';
import { setting } from '../kernel/env.ts';
import type { Fact } from '../kernel/events.ts';
import { verifySignature, type RawRequest } from '../kernel/signature.ts';
import { paymentReported, payoutReported, refundReported } from './events.ts';
import { noticeAge } from './policy.ts';

/**
 * Refuses a notice that the provider has not signed, or has signed more than five minutes ago.
 * @throws Problem signature-invalid
 */
export const mustBeSigned = operation(
  'payment-notice.verify',
  [{ on: 'settings', names: ['PAYMENT_WEBHOOK_SECRET'] }],
  ({ body, header }: RawRequest, now: Instant): void =>
    verifySignature(header('jishi-sandbox-signature'), body, setting('PAYMENT_WEBHOOK_SECRET'), now, noticeAge),
);

const text = z.string().min(1).max(200);

/**
 * A notice as the provider sends it. Of its data only what is named here is read: no token and no card reaches the
 * table or a log.
 */
export const Notice = z.looseObject({
  id: text,
  type: text,
  data: z.looseObject({
    id: text,
    reference: text,
    currency: z.string().max(10).optional(),
    capturedAmount: z.int().min(0).max(1e15).optional(),
    failureCode: text.optional(),
  }),
});

/** What a notice tells, or nothing when it is of no interest. */
export const factOf = ({ id: noticeId, type, data }: z.output<typeof Notice>): Fact | undefined => {
  const { id: providerId, reference, failureCode, capturedAmount: amount, currency } = data;
  const report = { noticeId, providerId, reference, failureCode };
  switch (type) {
    case 'payment.captured':
      return amount === undefined || currency === undefined
        ? undefined
        : paymentReported({ ...report, status: 'captured', received: { amount, currency } });
    case 'payment.declined':
      return paymentReported({ ...report, status: 'declined' });
    case 'payment.refunded':
      return refundReported({ ...report, status: 'succeeded' });
    case 'refund.failed':
      return refundReported({ ...report, status: 'failed' });
    case 'payout.paid':
      return payoutReported({ ...report, status: 'paid' });
    case 'payout.failed':
      return payoutReported({ ...report, status: 'failed' });
    case 'payout.returned':
      return payoutReported({ ...report, status: 'returned' });
    default:
      return undefined;
  }
};
