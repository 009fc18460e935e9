import * as z from 'zod';
import type { Id, MerchantId } from '../../kernel/values/ids.ts';
import type { Pile } from '../../kernel/policy/pile.ts';

/** Why a person has to look at a message. */
export type Unread = z.infer<typeof Unread>;
export const Unread = z.enum(['not-understood', 'unknown-thing', 'impossible', 'differs-much', 'from-the-future']);

/** What an outside system has told and nothing could be done with, all of it together. Its id is the connection's. */
export interface MessagePile extends Pile {
  readonly id: Id<'wmsConnection'>;
  readonly merchantId: MerchantId;
  readonly latestMessageId: Id<'wmsMessage'>;
  readonly latestReason: Unread;
}
