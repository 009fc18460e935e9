import * as z from 'zod';
import { operation } from '../../kernel/doors/access.ts';
import type { Instant } from '../../kernel/values/clock.ts';
import type { Change } from '../../kernel/store/change.ts';
import { setting } from '../../kernel/env.ts';
import type { Fact } from '../../kernel/events.ts';
import { verifySignature, type RawRequest } from '../../kernel/doors/signature.ts';
import { paymentReported, payoutReported, refundReported } from '../events.ts';
import { noticeAge } from '../policy.ts';
import type { ProviderName } from './provider-name.ts';
import { type Kind, meaningOf } from './statuses.ts';
import { leaveUnread, type UnreadNotice } from './unread.ts';

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
    payee: text.nullish(),
    capturedAmount: z.int().min(0).max(1e15).nullish(),
    failureCode: text.nullish(),
    updatedAt: z.iso.datetime({ offset: true }).optional().catch(undefined),
  }),
});

/** The names of notices that tell of a status and nothing else. What has another is for a person. */
const names = /^(payment|refund|payout)\.(\w[\w-]*)$/;

/** What is in a notice: something that has happened, nothing of interest, or something that nobody here understands. */
export type Heard = { readonly noticeId: string; readonly fact: Fact } | 'nothing' | Change<UnreadNotice>;

/**
 * Reads a notice; what is not understood goes before a person. That a payment waits is nothing: it agrees with whatever
 * is known of it, or is older.
 * @param words the body as it came
 */
export const heardIn = (provider: ProviderName, body: object, words: string, now: Instant): Heard => {
  const { data: notice } = Notice.safeParse(body);
  const fact = notice && factOf(notice);
  if (!fact) return leaveUnread(provider, body, words, now);
  return fact === 'nothing' ? 'nothing' : { noticeId: notice.id, fact };
};

/**
 * Reads what a notice tells. It is judged by the status of what is in it, whatever its own name; the last word of its
 * name counts where it says none.
 */
const factOf = ({ id: noticeId, type, createdAt, data }: z.output<typeof Notice>): Fact | 'nothing' | undefined => {
  const [, subject, name] = names.exec(type) ?? [];
  const kind = type === 'payment.refunded' ? 'refund' : subject as Kind | undefined;
  if (!kind || !name || data.object && data.object !== kind) return undefined;
  if (name !== 'updated' && !meaningOf(kind, name)) return undefined;
  const said = data.status ?? name;
  const { id: providerId, reference, failureCode, capturedAmount, currency, payee } = data;
  const report = {
    noticeId,
    providerId,
    reference,
    updatedAt: data.updatedAt ?? createdAt,
    ...(failureCode && { failureCode }),
  };
  const money = { amount: data.amount ?? undefined, currency: currency ?? undefined };
  if (kind === 'refund') {
    const status = meaningOf('refund', said);
    return status && refundReported({ ...report, ...money, status });
  }
  if (kind === 'payout') {
    const status = meaningOf('payout', said);
    return status && payoutReported({ ...report, ...money, status });
  }
  const status = meaningOf('payment', said);
  if (status === 'waiting') return 'nothing';
  if (status !== 'captured') return status && paymentReported({ ...report, status });
  return typeof capturedAmount === 'number' && typeof currency === 'string' && payee
    ? paymentReported({ ...report, status, received: { amount: capturedAmount, currency }, payee })
    : undefined;
};
