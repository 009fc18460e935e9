import * as z from 'zod';
import type { Steps } from '../kernel/store/change.ts';
import { after, Instant } from '../kernel/values/clock.ts';
import { Audience } from '../kernel/doors/contract.ts';
import { derivedIdAt, id, type AccountId, type Id } from '../kernel/values/ids.ts';
import { Category, Channel, type Words } from '../kernel/policy/notice.ts';
import { Locale } from '../kernel/values/text.ts';
import { isFixed, softBounceWaits } from './policy.ts';
import { reaches, type NoticePreferences, type SubscriptionId } from './preferences.ts';
import { quietUntil } from './quiet-hours.ts';

export type MessageId = z.infer<typeof MessageId>;
export const MessageId = id('message');

/** What became of a message on one of its ways. */
export type WayState = z.infer<typeof WayState>;
export const WayState = z.enum(['queued', 'deferred', 'sent', 'delivered', 'bounced', 'complained', 'suppressed']);

/** Reports come late, twice and out of order: the one of the arrival may be faster than our own record of the sending. */
export const waySteps = {
  defer: { from: ['queued', 'sent', 'deferred'], to: 'deferred' },
  requeue: { from: ['deferred'], to: 'queued' },
  suppress: { from: ['queued', 'deferred'], to: 'suppressed' },
  send: { from: ['queued'], to: 'sent' },
  deliver: { from: ['queued', 'sent'], to: 'delivered' },
  bounce: { from: ['queued', 'sent', 'delivered'], to: 'bounced' },
  complain: { from: ['queued', 'sent', 'delivered'], to: 'complained' },
} as const satisfies Steps<WayState>;
export type WayStep = keyof typeof waySteps;

export type Way = z.infer<typeof Way>;
export const Way = z.object({
  state: WayState,
  at: Instant.meta({ description: 'Since when it is in this state' }),
  to: z.string().optional().meta({ description: 'Some of the address; none for pushes, which go to all devices' }),
  attempts: z.int(),
  notBefore: Instant.optional(),
  claimedAt: Instant.optional(),
  providerId: z.string().optional().meta({ description: 'Under which the sending service knows it' }),
  why: z.string().optional(),
});

/** One notice to one person: what stands in the inbox, and what became of it on each of its ways. */
export interface Message extends Words {
  readonly id: MessageId;
  readonly accountId: AccountId;
  /** The notice's name. */
  readonly notice: string;
  readonly category: Category;
  readonly locale: Locale;
  readonly site: Audience;
  readonly link?: string | undefined;
  /** The announcement that it is of: with all of its messages it is counted, and can be taken back. */
  readonly announcementId?: Id<'announcement'> | undefined;
  readonly createdAt: Instant;
  readonly readAt?: Instant | undefined;
  readonly ways: Partial<Record<Channel, Way>>;
}

/** A step of one way of a message, with what it leaves there. */
export interface WayChange {
  readonly channel: Channel;
  readonly step: WayStep;
  readonly fields: Partial<Way> & { readonly at: Instant };
}

/** Names one message on one way. */
export type Shipment = z.infer<typeof Shipment>;
export const Shipment = z.strictObject({
  accountId: z.guid().brand('account'),
  messageId: MessageId,
  channel: Channel,
});

/** What became of a sending: the service has taken the message, or says that this address takes none. */
export interface Sent {
  readonly step: 'send' | 'bounce';
  readonly providerId?: string | undefined;
  readonly why?: string | undefined;
  /** Devices that take no pushes any more. */
  readonly gone?: readonly SubscriptionId[];
}

/** Somebody who can be told. */
export interface Person {
  readonly accountId: AccountId;
  readonly locale: Locale;
  readonly addresses: Partial<Record<'mail' | 'text', string>>;
}

/** What is told, to whomever. */
export interface Telling {
  readonly notice: string;
  readonly category: Category;
  readonly channels: readonly Channel[];
  readonly site: Audience;
  readonly link?: string | undefined;
  readonly words: Readonly<Record<Locale, Words>>;
  readonly announcementId?: Id<'announcement'> | undefined;
  /** The same for the same telling: told twice, it is one message. */
  readonly about: string;
  /** When what it tells of happened: messages sort by it. */
  readonly happenedAt: Instant;
}

export const messageIdFor = ({ notice, about, happenedAt }: Telling, { accountId }: Person): MessageId =>
  derivedIdAt('message', `${notice}\n${about}\n${accountId}`, happenedAt);

/** The message to one person: by which ways, and from when on, is for his addresses, devices and choices to say. */
export const messageTo = (
  telling: Telling,
  person: Person,
  preferences: NoticePreferences | undefined,
  now: Instant,
): Message => {
  const { notice, category, channels, site, link, announcementId, words } = telling;
  const { accountId, addresses } = person;
  const locale = preferences?.locale ?? person.locale;
  const notBefore = quietFor(category, preferences, now);
  const ways = channels
    .filter((channel) => channel === 'push' ? preferences?.devices.length : addresses[channel])
    .filter((channel) => reaches(preferences, category, channel))
    .map((channel): [Channel, Way] => [channel, {
      ...(channel !== 'push' && { to: addresses[channel] }),
      ...(notBefore ? { state: 'deferred', notBefore } : { state: 'queued' }),
      at: now,
      attempts: 0,
    }]);
  return {
    id: messageIdFor(telling, person),
    accountId,
    notice,
    category,
    locale,
    site,
    link,
    announcementId,
    ...words[locale],
    createdAt: now,
    ways: Object.fromEntries(ways),
  };
};

/** Until when what is of this category has to wait for the end of somebody's quiet hours; undefined when it need not. */
const quietFor = (
  category: Category,
  preferences: NoticePreferences | undefined,
  now: Instant,
): Instant | undefined =>
  isFixed(category) || !preferences?.quietHours ? undefined : quietUntil(preferences.quietHours, now);

/**
 * What becomes of the ways that have waited long enough, by what their receiver has chosen by now: what has been switched
 * off meanwhile is not sent any more, and what was put off into quiet hours waits for their end. A run that comes late
 * changes nothing of that, or whoever is hardly ever disturbed would never hear of it.
 */
export const released = (
  message: Message,
  preferences: NoticePreferences | undefined,
  now: Instant,
): WayChange[] =>
  waysIn(message, 'deferred').flatMap((channel): WayChange[] => {
    const { category, ways } = message;
    const waitedUntil = ways[channel]!.notBefore ?? now;
    if (waitedUntil > now) return [];
    if (!reaches(preferences, category, channel)) {
      return [{ channel, step: 'suppress', fields: { at: now, why: switchedOff } }];
    }
    const notBefore = quietFor(category, preferences, waitedUntil);
    return notBefore && notBefore > now
      ? [{ channel, step: 'defer', fields: { at: now, notBefore } }]
      : [{ channel, step: 'requeue', fields: { at: now } }];
  });

const switchedOff = 'switched off by the receiver';

/** The message as these changes leave it. */
export const withChanges = (message: Message, changes: readonly WayChange[]): Message => ({
  ...message,
  ways: {
    ...message.ways,
    ...Object.fromEntries(
      changes.map(({ channel, step, fields }) => [
        channel,
        { ...message.ways[channel]!, ...fields, state: waySteps[step].to },
      ]),
    ),
  },
});

/** The ways of a message whose state is one of these. */
export const waysIn = ({ ways }: Message, ...states: WayState[]): Channel[] =>
  Channel.options.filter((channel) => ways[channel] && states.includes(ways[channel].state));

/** When the next way may be taken that has to wait. */
export const deferredUntil = ({ ways }: Message): Instant | undefined =>
  Object.values(ways).flatMap(({ state, notBefore }) => (state === 'deferred' && notBefore ? [notBefore] : []))
    .sort()[0];

/** When to try again after the mailbox has not taken a mail; undefined when it has been tried often enough. */
export const triedAgainAt = ({ attempts }: Way, now: Instant): Instant | undefined => {
  const wait = softBounceWaits[attempts - 1];
  return wait === undefined ? undefined : after(now, wait);
};
