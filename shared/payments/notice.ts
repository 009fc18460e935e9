import * as z from 'zod';
import { operation } from '../kernel/access.ts';
import type { Instant } from '../kernel/clock.ts';
import type { Change } from '../kernel/change.ts';
import { setting } from '../kernel/env.ts';
import type { Fact } from '../kernel/events.ts';
import { derivedId } from '../kernel/ids.ts';
import { hashOf } from '../kernel/once.ts';
import { verifySignature, type RawRequest } from '../kernel/signature.ts';
import { paymentReported, payoutReported, refundReported } from './events.ts';
import { raise, type PaymentException } from './exception.ts';
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
const Notice = z.looseObject({
  id: text,
  type: text,
  data: z.looseObject({
    id: text,
    reference: text,
    currency: z.string().max(10).nullish(),
    capturedAmount: z.int().min(0).max(1e15).nullish(),
    failureCode: text.nullish(),
  }),
});

/** What the provider tells of its own steps, which say nothing that is not asked for or told otherwise. */
const ofNoInterest = /^(payment|refund|payout)\.(created|authorised|pending|cancelled|updated)$/;

/** What is in a notice: something that has happened, nothing of interest, or something that nobody here understands. */
export type Heard = { readonly noticeId: string; readonly fact: Fact } | 'nothing' | Change<PaymentException>;

/** Reads a notice; what is not understood goes before a person. */
export const heardIn = (body: object, now: Instant): Heard => {
  const { data: notice } = Notice.safeParse(body);
  if (notice && ofNoInterest.test(notice.type)) return 'nothing';
  const fact = notice && factOf(notice);
  return fact ? { noticeId: notice.id, fact } : raise(unread(body, now));
};

const unread = (body: object, now: Instant) => {
  const { data: { id, type, data = {} } = {} } = Hints.safeParse(body);
  return {
    id: derivedId('paymentException', `unknown-notice ${id ?? hashOf(body)}`),
    kind: 'unknown-notice',
    raisedAt: now,
    reference: data.reference ?? '',
    captureId: data.id,
    told: (type ?? JSON.stringify(Object.keys(body))).slice(0, 200),
  } as const;
};

/** What can be made out of a notice that is none. */
const hint = z.string().max(200).optional().catch(undefined);
const Hints = z.looseObject({
  id: hint,
  type: hint,
  data: z.looseObject({ id: hint, reference: hint }).optional().catch(undefined),
});

const factOf = ({ id: noticeId, type, data }: z.output<typeof Notice>): Fact | undefined => {
  const { id: providerId, reference, failureCode, capturedAmount: amount, currency } = data;
  const report = { noticeId, providerId, reference, ...(failureCode && { failureCode }) };
  switch (type) {
    case 'payment.captured':
      return typeof amount === 'number' && typeof currency === 'string'
        ? paymentReported({ ...report, status: 'captured', received: { amount, currency } })
        : undefined;
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
