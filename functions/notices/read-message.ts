import * as z from 'zod';
import { everyRole } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { MessageId } from '../../shared/notices/message.ts';
import { messages } from '../../shared/notices/store.ts';

export const { contract, handler } = endpoint(
  {
    summary: 'Marks a message of the caller as read.',
    route: 'POST /v1/messages/{messageId}/read',
    audience: 'shop',
    callers: everyRole,
    input: z.strictObject({ messageId: MessageId }),
    answer: { 204: z.void() },
    problems: ['not-found'],
    touches: [messages.markRead],
  },
  async ({ input: { messageId }, caller, now, commit }) =>
    commit({ writes: [messages.markRead(caller.accountId, messageId, now)] }),
);
