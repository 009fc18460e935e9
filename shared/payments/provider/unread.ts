import * as z from 'zod';
import { created, type Change, type Versioned } from '../../kernel/store/change.ts';
import { Instant } from '../../kernel/values/clock.ts';
import { derivedId, id, type Id } from '../../kernel/values/ids.ts';
import { hashOf } from '../../kernel/store/once.ts';
import type { Pile } from '../../kernel/policy/pile.ts';
import { legible } from '../../kernel/values/text.ts';
import { paymentNoticeUnread } from '../events.ts';
import type { ProviderName } from './provider-name.ts';

export const PaymentNoticeId = id('paymentNotice');

/** A signed notice that nobody here understands. Of what it says only what is named here is kept: no token and no card. */
export interface UnreadNotice extends Versioned {
  readonly id: Id<'paymentNotice'>;
  readonly provider: ProviderName;
  /** Its own name for what it tells, or the fields that it has. */
  readonly told: string;
  /** Ours and the provider's of the thing that it is about, where it says so. */
  readonly reference: string;
  readonly providerId?: string | undefined;
  readonly receivedAt: Instant;
}

/** What the provider has told and nobody here understands: one thing that waits, however many notices it holds. */
export interface UnreadPile extends Pile {
  readonly id: ProviderName;
  readonly latestNoticeId: Id<'paymentNotice'>;
  readonly told: string;
}

/** What can be made out of a notice that is none. */
const hint = z.string().max(200).optional().catch(undefined);
const Hints = z.looseObject({
  type: hint,
  data: z.looseObject({ id: hint, reference: hint }).optional().catch(undefined),
});

/** Keeps it by the words that came: the same words are the same notice, however often they come. */
export const leaveUnread = (
  provider: ProviderName,
  body: object,
  words: string,
  now: Instant,
): Change<UnreadNotice> => {
  const { data: { type, data = {} } = {} } = Hints.safeParse(body);
  const noticeId = derivedId('paymentNotice', `${provider} ${hashOf(words)}`);
  const told = legible(type ?? JSON.stringify(Object.keys(body)), 200);
  return created<UnreadNotice>(
    {
      id: noticeId,
      provider,
      told,
      reference: legible(data.reference ?? '', 200),
      providerId: data.id && legible(data.id, 200),
      receivedAt: now,
    },
    paymentNoticeUnread({ noticeId, provider, told, at: now }),
  );
};

/** What lists show of one. */
export const UnreadNoticeRow = z.object({
  noticeId: PaymentNoticeId,
  told: z.string().meta({ description: "The notice's own name for what it tells, or the fields that it has" }),
  reference: z.string(),
  providerId: z.string().optional(),
  receivedAt: Instant,
}).meta({ id: 'UnreadPaymentNotice' });

export const unreadNoticeRow = (
  { id: noticeId, told, reference, providerId, receivedAt }: UnreadNotice,
): z.input<typeof UnreadNoticeRow> => ({ noticeId, told, reference, providerId, receivedAt });
