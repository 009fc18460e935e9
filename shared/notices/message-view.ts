import * as z from 'zod';
import { Instant } from '../kernel/values/clock.ts';
import { Audience } from '../kernel/doors/contract.ts';
import { Category, Channel } from '../kernel/policy/notice.ts';
import type { Locale } from '../kernel/values/text.ts';
import { MessageId, Way, type Message } from './message.ts';

/** What stands in an inbox. */
export const MessageView = z.object({
  messageId: MessageId,
  notice: z.string(),
  category: Category,
  subject: z.string(),
  text: z.string(),
  site: Audience,
  link: z.string().optional().meta({ description: 'A page of that site' }),
  createdAt: Instant,
  readAt: Instant.optional(),
  withdrawn: z.literal(true).optional().meta({ description: 'It was taken back, and what it said is not shown' }),
}).meta({ id: 'Message' });

const takenBack: Readonly<Record<Locale, string>> = {
  en: 'This announcement has been withdrawn',
  zh: '此公告已撤回',
};

/** @param isRecalled whether the announcement that it is of has been taken back */
export const messageView = (message: Message, isRecalled: boolean): z.input<typeof MessageView> => {
  const { id, notice, category, subject, text, site, link, createdAt, readAt } = message;
  const said = isRecalled
    ? { subject: takenBack[message.locale], text: '', withdrawn: true as const }
    : { subject, text, link };
  return { messageId: id, notice, category, ...said, site, createdAt, readAt };
};

/** What support sees of a message: what became of it, and where it went, without its text and the whole address. */
export const MessageTrace = z.object({
  messageId: MessageId,
  notice: z.string(),
  category: Category,
  subject: z.string(),
  createdAt: Instant,
  readAt: Instant.optional(),
  ways: z.partialRecord(Channel, Way.omit({ claimedAt: true })),
}).meta({ id: 'MessageTrace' });

export const messageTrace = (message: Message): z.input<typeof MessageTrace> => {
  const { id, notice, category, subject, createdAt, readAt } = message;
  const ways = Object.entries(message.ways).map((
    [channel, way],
  ) => [channel, { ...way, to: way.to && masked(way.to) }]);
  return { messageId: id, notice, category, subject, createdAt, readAt, ways: Object.fromEntries(ways) };
};

/** Enough of an address to know it again by: `a…@example.com`, `+86…8000`. */
const masked = (address: string): string =>
  address.includes('@') ? address.replace(/^(.).*@/, '$1…@') : `${address.slice(0, 3)}…${address.slice(-4)}`;
