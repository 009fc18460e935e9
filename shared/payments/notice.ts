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
  createdAt: z.iso.datetime({ offset: true }).optional().catch(undefined),
  data: z.looseObject({
    id: text,
    reference: text,
    object: text.nullish(),
    status: text.nullish(),
    amount: z.number().nullish(),
    currency: z.string().max(10).nullish(),
    capturedAmount: z.int().min(0).max(1e15).nullish(),
    failureCode: text.nullish(),
    updatedAt: z.iso.datetime({ offset: true }).optional().catch(undefined),
  }),
});

/**
 * What the status of a thing means. A notice is judged by the status of what is in it, whatever its own name; the last
 * word of its name counts where it says none.
 */
const meanings = {
  payment: {
    'created': 'waiting',
    'pending': 'waiting',
    'requires-action': 'waiting',
    'authorised': 'waiting',
    'captured': 'captured',
    'declined': 'declined',
    'failed': 'declined',
    'cancelled': 'declined',
  },
  refund: {
    created: 'pending',
    pending: 'pending',
    succeeded: 'succeeded',
    refunded: 'succeeded',
    failed: 'failed',
    cancelled: 'failed',
  },
  payout: {
    created: 'pending',
    pending: 'pending',
    paid: 'paid',
    failed: 'failed',
    cancelled: 'failed',
    returned: 'returned',
  },
} as const;

/** The names of notices that tell of a status and nothing else. What has another is for a person. */
const names = /^(payment|refund|payout)\.(\w[\w-]*)$/;
const told: Readonly<Record<string, keyof typeof meanings>> = { 'payment.refunded': 'refund' };

/** What is in a notice: something that has happened, nothing of interest, or something that nobody here understands. */
export type Heard = { readonly noticeId: string; readonly fact: Fact } | 'nothing' | Change<PaymentException>;

/**
 * Reads a notice; what is not understood goes before a person. That a payment waits is nothing: it agrees with whatever
 * is known of it, or is older.
 */
export const heardIn = (body: object, now: Instant): Heard => {
  const { data: notice } = Notice.safeParse(body);
  const fact = notice && factOf(notice);
  if (!fact) return raise(unread(body, now));
  return fact === 'nothing' ? 'nothing' : { noticeId: notice.id, fact };
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

/** A word of a table, and none that every object has. */
const wordIn = <T extends string>(table: Readonly<Record<string, T>>, word: string): T | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined;

const factOf = ({ id: noticeId, type, createdAt, data }: z.output<typeof Notice>): Fact | 'nothing' | undefined => {
  const [, subject, name] = names.exec(type) ?? [];
  const kind = wordIn(told, type) ?? subject as keyof typeof meanings | undefined;
  if (!kind || !name || data.object && data.object !== kind) return undefined;
  if (name !== 'updated' && !wordIn(meanings[kind], name)) return undefined;
  const said = data.status ?? name;
  const { id: providerId, reference, failureCode, capturedAmount, currency } = data;
  const report = {
    noticeId,
    providerId,
    reference,
    updatedAt: data.updatedAt ?? createdAt,
    ...(failureCode && { failureCode }),
  };
  const money = { amount: data.amount ?? undefined, currency: currency ?? undefined };
  if (kind === 'refund') {
    const status = wordIn(meanings.refund, said);
    return status && refundReported({ ...report, ...money, status });
  }
  if (kind === 'payout') {
    const status = wordIn(meanings.payout, said);
    return status && payoutReported({ ...report, ...money, status });
  }
  const status = wordIn(meanings.payment, said);
  if (status === 'waiting') return 'nothing';
  if (status !== 'captured') return status && paymentReported({ ...report, status });
  return typeof capturedAmount === 'number' && typeof currency === 'string'
    ? paymentReported({ ...report, status, received: { amount: capturedAmount, currency } })
    : undefined;
};
