import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { operation } from '../kernel/access.ts';
import { between, instant, type Instant } from '../kernel/clock.ts';
import { setting } from '../kernel/env.ts';
import type { Fact } from '../kernel/events.ts';
import { Problem } from '../kernel/problems.ts';
import { paymentReported, payoutReported, refundReported } from './events.ts';
import { noticeAge } from './policy.ts';

/** The header with which the provider signs its notices. */
export const signatureHeader = 'jishi-sandbox-signature';

/**
 * Refuses a notice that the provider has not signed, or has signed more than five minutes ago. The comparison takes the same
 * time wherever the signatures differ.
 * @throws Problem signature-invalid
 */
export const mustBeSigned = operation('payment-notice.verify', [{ on: 'settings', names: ['PAYMENT_WEBHOOK_SECRET'] }],
  (body: string, signature: string | undefined, now: Instant): void => verify(setting('PAYMENT_WEBHOOK_SECRET'), body, signature, now));

/** @param signature `t=<unix seconds>,v1=<hex>`, the HMAC-SHA256 of `<t>.<body>` */
export const verify = (secret: string, body: string, signature: string | undefined, now: Instant): void => {
  const [, seconds, given] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(signature ?? '') ?? [];
  if (!seconds || !given) throw new Problem('signature-invalid');
  const expected = createHmac('sha256', secret).update(`${seconds}.${body}`).digest();
  if (!timingSafeEqual(expected, Buffer.from(given, 'hex'))) throw new Problem('signature-invalid');
  if (Math.abs(between(instant(Number(seconds) * 1000), now)) > noticeAge) throw new Problem('signature-invalid', 'It is too old');
};

const text = z.string().min(1).max(200);

/** A notice as the provider sends it. Of its data only what is named here is read: no token and no card reaches the table or a log. */
export const Notice = z.looseObject({
  id: text,
  type: text,
  data: z.looseObject({
    id: text, reference: text, currency: z.string().max(10).optional(), capturedAmount: z.int().optional(), failureCode: text.optional(),
  }),
});

/** What a notice tells, or nothing when it is of no interest. */
export const factOf = ({ id: noticeId, type, data }: z.output<typeof Notice>): Fact | undefined => {
  const { id: providerId, reference, failureCode, capturedAmount: amount, currency } = data;
  const report = { noticeId, providerId, reference, failureCode };
  switch (type) {
    case 'payment.captured':
      return amount === undefined || currency === undefined ? undefined
        : paymentReported({ ...report, status: 'captured', received: { amount, currency } });
    case 'payment.declined': return paymentReported({ ...report, status: 'declined' });
    case 'payment.refunded': return refundReported({ ...report, status: 'succeeded' });
    case 'refund.failed': return refundReported({ ...report, status: 'failed' });
    case 'payout.paid': return payoutReported({ ...report, status: 'paid' });
    case 'payout.failed': return payoutReported({ ...report, status: 'failed' });
    case 'payout.returned': return payoutReported({ ...report, status: 'returned' });
    default: return undefined;
  }
};
