/** What an outside warehouse system tells: kept as it came, and applied once. */
import * as z from 'zod';
import { SkuId } from '../../catalogue/public.ts';
import { changed, created, type Change, type Versioned } from '../../kernel/store/change.ts';
import { after, Instant, minutes } from '../../kernel/values/clock.ts';
import { derivedId, id, MerchantId, type Id } from '../../kernel/values/ids.ts';
import { hashOf } from '../../kernel/store/once.ts';
import { Problem } from '../../kernel/problems.ts';
import { legible, title } from '../../kernel/values/text.ts';
import { wmsMessageReceived, wmsMessageUnread } from '../events.ts';
import { MovementReason, Quantity } from '../stock.ts';
import { TransferId } from '../transfer.ts';
import { ConnectionId, type Connection } from './connection.ts';
import { DeviceKind } from './device.ts';
import { Unread } from './message-pile.ts';

export type MessageId = Id<'wmsMessage'>;
export const MessageId = id('wmsMessage');

/** SKUs of one message, so that all of it takes effect at once. */
const mostLines = 10;
const lines = <S extends z.ZodType>(line: S) => z.array(line).min(1).max(mostLines);
const Units = z.int().min(1).max(1_000_000);

/** What such a system can tell. */
export type News = z.infer<typeof News>;
export const News = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('stock.level'),
    at: Instant,
    lines: lines(z.object({ skuId: SkuId, quantity: Quantity })),
  }),
  z.object({
    type: z.literal('stock.moved'),
    at: Instant,
    lines: lines(z.object({
      skuId: SkuId,
      quantity: z.int().min(-1_000_000).max(1_000_000).refine((n) => n !== 0, 'must not be zero'),
    })),
    reason: MovementReason,
  }),
  z.object({
    type: z.literal('goods.received'),
    at: Instant,
    transferId: TransferId.optional(),
    lines: lines(z.object({ skuId: SkuId, quantity: Units, damaged: Quantity.default(0) })),
  }),
  z.object({
    type: z.literal('order.packed'),
    at: Instant,
    orderId: id('order'),
    lines: lines(z.object({ skuId: SkuId, quantity: Units })),
  }),
  z.object({
    type: z.literal('device.reading'),
    at: Instant,
    device: title(60),
    kind: DeviceKind,
    value: z.number().min(-1e9).max(1e9),
    unit: title(20),
  }),
]);

export type MessageState = z.infer<typeof MessageState>;
/** `outdated`: something newer was told before, which has it in it. */
export const MessageState = z.enum(['received', 'applied', 'outdated', 'unread']);

export interface Message extends Versioned {
  readonly id: MessageId;
  readonly connectionId: ConnectionId;
  readonly merchantId: MerchantId;
  /** The beginning of what came, as it may be shown. */
  readonly text: string;
  readonly hash: string;
  readonly news?: News | undefined;
  readonly state: MessageState;
  readonly reason?: Unread | undefined;
  readonly detail?: string | undefined;
  readonly receivedAt: Instant;
}

/** How far ahead of ours a clock may be. */
const clocksDiffer = minutes(5);

/** The message that a system has given this number. */
export const messageId = (connectionId: ConnectionId, given: string): MessageId =>
  derivedId('wmsMessage', `${connectionId} ${given}`);

/** Whether a message is the one that came before under its number. @throws Problem idempotency-key-reused when it is another */
export const isKnown = (before: Message | undefined, body: string): boolean => {
  if (before && before.hash !== hashOf(body)) {
    throw new Problem('idempotency-key-reused', 'This number is that of another message');
  }
  return before !== undefined;
};

/** Keeps what came. What nobody understands waits for a person at once. */
export const receiveMessage = (
  id: MessageId,
  { id: connectionId, merchantId }: Connection,
  body: string,
  content: unknown,
  now: Instant,
): Change<Message> => {
  const read = News.safeParse(content);
  const kept = { id, connectionId, merchantId, text: legible(body, 2000), hash: hashOf(body), receivedAt: now };
  const about = { messageId: id, connectionId, merchantId };
  if (!read.success) {
    const detail = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ').slice(
      0,
      500,
    );
    return created<Message>(
      { ...kept, state: 'unread', reason: 'not-understood', detail },
      wmsMessageUnread({ ...about, reason: 'not-understood', at: now }),
    );
  }
  if (read.data.at > after(now, clocksDiffer)) {
    return created<Message>(
      { ...kept, news: read.data, state: 'unread', reason: 'from-the-future' },
      wmsMessageUnread({ ...about, reason: 'from-the-future', at: now }),
    );
  }
  return created<Message>({ ...kept, news: read.data, state: 'received' }, wmsMessageReceived(about));
};

/** What became of a message. */
export const applied = (message: Message, state: 'applied' | 'outdated'): Change<Message> =>
  changed<Message>(message, { state, reason: undefined, detail: undefined });

/** Leaves a message to a person. */
export const leaveUnread = (message: Message, reason: Unread, detail: string, now: Instant): Change<Message> => {
  const { id, connectionId, merchantId } = message;
  return changed<Message>(
    message,
    { state: 'unread', reason, detail: detail.slice(0, 500) },
    wmsMessageUnread({ messageId: id, connectionId, merchantId, reason, at: now }),
  );
};

/** A message that waits for a person and can be applied after all. @throws Problem illegal-step */
export const acceptable = (message: Message): News => {
  if (message.state !== 'unread' || !message.news) {
    throw new Problem('illegal-step', 'It does not wait, or nobody understands it');
  }
  return message.news;
};

export const MessageView = z.object({
  messageId: MessageId,
  connectionId: ConnectionId,
  merchantId: MerchantId,
  state: MessageState,
  reason: Unread.optional(),
  detail: z.string().optional(),
  text: z.string(),
  receivedAt: Instant,
});

export const messageView = (message: Message): z.input<typeof MessageView> => {
  const { id, hash: _, news: __, version: ___, ...rest } = message;
  return { messageId: id, ...rest };
};
