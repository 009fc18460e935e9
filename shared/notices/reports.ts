import * as z from 'zod';
import type { Instant } from '../kernel/values/clock.ts';
import type { Channel } from '../kernel/policy/notice.ts';
import { Shipment, triedAgainAt, waySteps, type Message, type Way, type WayChange, type WayStep } from './message.ts';
import type { Suppression } from './store.ts';

/** What SES reports of a mail: what is read of it. */
export const MailReport = z.object({
  eventType: z.string(),
  mail: z.object({ tags: z.record(z.string(), z.array(z.string())).default({}) }),
  bounce: z.object({
    bounceType: z.string(),
    bounceSubType: z.string().optional(),
    bouncedRecipients: z.array(z.object({ diagnosticCode: z.string().optional() })).default([]),
  }).optional(),
});

/** What AWS End User Messaging reports of a text message: what is read of it. */
export const TextReport = z.object({
  eventType: z.string(),
  isFinal: z.boolean().default(true),
  messageStatusDescription: z.string().optional(),
  context: z.record(z.string(), z.string()).default({}),
});

/** What a report comes to. */
export interface Verdict {
  readonly step: WayStep;
  readonly why?: string | undefined;
  /** Nothing more is to be sent to this address. */
  readonly suppress?: Suppression['why'];
}

/** The message that a report is about, by the tags that it was sent with; none when they are not ours. */
export const shipmentOf = (
  tags: Readonly<Record<string, string | undefined>>,
  channel: Channel,
): Shipment | undefined => Shipment.safeParse({ accountId: tags['account'], messageId: tags['message'], channel }).data;

const short = (why: string | undefined): string | undefined => why?.slice(0, 200);

/**
 * A mailbox that does not exist bounces for good; one that is full, or a server that is down, may take it later. SES has
 * tried that for hours before it says so.
 */
export const verdictOfMail = ({ eventType, bounce }: z.infer<typeof MailReport>): Verdict | undefined => {
  switch (eventType) {
    case 'Delivery':
      return { step: 'deliver' };
    case 'Complaint':
      return { step: 'complain', suppress: 'complained' };
    case 'Reject':
      return { step: 'bounce', why: 'rejected by SES' };
    case 'Bounce': {
      const why = short(bounce?.bouncedRecipients[0]?.diagnosticCode ?? bounce?.bounceSubType);
      return bounce?.bounceType === 'Permanent'
        ? { step: 'bounce', why, suppress: 'bounced' }
        : { step: 'defer', why };
    }
    default:
      return undefined;
  }
};

/** A number that is none, or that has opted out, takes no more; what a carrier refuses today it may take tomorrow. */
export const verdictOfText = (
  { eventType, isFinal, messageStatusDescription }: z.infer<typeof TextReport>,
): Verdict | undefined => {
  const why = short(messageStatusDescription);
  if (eventType === 'TEXT_DELIVERED' || eventType === 'TEXT_SUCCESSFUL') return { step: 'deliver' };
  if (eventType === 'TEXT_INVALID') return { step: 'bounce', why, suppress: 'bounced' };
  if (!isFinal || /QUEUED|PENDING|SENT/.test(eventType)) return undefined;
  return { step: 'bounce', why: why ?? eventType };
};

/** What a report comes to: a step of the message, and perhaps that nothing more is sent to its address. */
export interface Consequence {
  readonly message: Message;
  readonly change: WayChange;
  /** When a soft bounce is tried again. */
  readonly again?: Instant | undefined;
  readonly suppress?: Suppression | undefined;
}

/**
 * What a verdict comes to. Nothing when the message has expired, is another stage's, or when what was reported before
 * says more. A soft bounce comes to another try, or after the last to giving up.
 */
export const consequenceOf = (
  message: Message | undefined,
  channel: Channel,
  verdict: Verdict,
  now: Instant,
): Consequence | undefined => {
  const way: Way | undefined = message?.ways[channel];
  if (!message || !way?.to) return undefined;
  const again = verdict.step === 'defer' ? triedAgainAt(way, now) : undefined;
  const step = verdict.step === 'defer' && !again ? 'bounce' : verdict.step;
  const from: readonly string[] = waySteps[step].from;
  if (!from.includes(way.state)) return undefined;
  const { accountId, id: messageId } = message;
  return {
    message,
    change: { channel, step, fields: { at: now, why: verdict.why, notBefore: again } },
    again,
    suppress: verdict.suppress && { address: way.to, why: verdict.suppress, since: now, accountId, messageId },
  };
};
