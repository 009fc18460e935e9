import { together } from '../kernel/doors/access.ts';
import { instant, type Instant } from '../kernel/values/clock.ts';
import { decided, transact } from '../kernel/store/commit.ts';
import { due } from '../kernel/store/due.ts';
import type { Envelope } from '../kernel/events.ts';
import type { AccountId } from '../kernel/values/ids.ts';
import { sender } from '../kernel/doors/job.ts';
import type { Composed, Notice } from '../kernel/policy/notice.ts';
import {
  deferredUntil,
  messageIdFor,
  messageTo,
  Shipment,
  waysIn,
  type Message,
  type Person,
  type Telling,
} from './message.ts';
import { removeDevices, type SubscriptionId } from './preferences.ts';
import { siteOf } from './receivers.ts';
import { messages, noticePreferences } from './store.ts';

const send = sender('messages', 'notices/send-message', Shipment);

/** What queueing messages needs. */
export const queueing = send;

/** Queues messages that wait for it, each way by itself. Queued twice, a message is sent once. */
export const queueMessages = (all: readonly Message[]): Promise<void> =>
  send(all.flatMap((message) =>
    waysIn(message, 'queued').map((channel) => ({
      key: `${message.id}:${channel}:${message.ways[channel]!.attempts}`,
      message: { accountId: message.accountId, messageId: message.id, channel },
    }))
  ));

/** Forgets devices that take no pushes any more. */
export const forgetDevices = (accountId: AccountId, gone: readonly SubscriptionId[]): Promise<void> =>
  decided(async () => {
    const preferences = await noticePreferences.get(accountId);
    if (!preferences?.devices.some(({ id }) => gone.includes(id))) return;
    await transact([noticePreferences.save(removeDevices(preferences, gone))]);
  });

/** What telling people touches. */
export const telling = together(
  'notices.telling',
  noticePreferences.get,
  messages.get,
  messages.create,
  due.set,
  queueing,
);

/**
 * Puts a message into the inbox of each, with its deadline where it has to wait, and queues the ways that need not. What
 * is told again finds its messages there, and queues those that have not left: so nobody is left out when the first
 * time broke off, and nobody is told twice.
 */
export const tell = async (what: Telling, people: readonly Person[], now: Instant): Promise<void> => {
  const wanted = await Promise.all(people.map(async (person) => {
    const id = messageIdFor(what, person);
    const [known, preferences] = await Promise.all([
      messages.get(person.accountId, id),
      noticePreferences.get(person.accountId),
    ]);
    return { known, message: known ?? messageTo(what, person, preferences, now) };
  }));
  await Promise.all(
    wanted.filter(({ known }) => !known).map(({ message }) => {
      const until = deferredUntil(message);
      const { accountId, id: messageId } = message;
      return transact([
        messages.create(message),
        ...(until ? [due.set(until, 'notices/send-deferred', { accountId, messageId })] : []),
      ]);
    }),
  );
  await queueMessages(wanted.map(({ message }) => message));
};

/**
 * What a notice tells of an event. One that may not be told each time is about the present stretch of time, so that all
 * of its events in that stretch are one message.
 */
export const tellingOf = (
  { name, category, channels, atMostEvery }: Notice,
  { to, link, words }: Composed,
  { id, occurredAt }: Envelope,
): Telling => {
  const stretch = atMostEvery ? instant(Math.floor(Date.parse(occurredAt) / atMostEvery) * atMostEvery) : undefined;
  return {
    notice: name,
    category,
    channels,
    site: siteOf(to, category),
    link,
    words,
    about: stretch ?? id,
    happenedAt: stretch ?? occurredAt,
  };
};
