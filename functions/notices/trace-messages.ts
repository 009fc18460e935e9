import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { AccountId } from '../../shared/kernel/values/ids.ts';
import { page, pageInput } from '../../shared/kernel/store/page.ts';
import { messageTrace, MessageTrace } from '../../shared/notices/message-view.ts';
import { messages } from '../../shared/notices/store.ts';

export const { contract, handler } = endpoint({
  summary: 'What an account has been told, newest first, and what became of it on each way.',
  route: 'GET /v1/accounts/{accountId}/messages',
  audience: 'operator',
  callers: ['support', 'admin'],
  input: z.strictObject({ accountId: AccountId, ...pageInput }),
  answer: { 200: page(MessageTrace) },
  problems: ['invalid-cursor'],
  touches: [messages.list],
}, async ({ input: { accountId, ...asked } }) => {
  const { items, cursor } = await messages.list(accountId, asked);
  return { items: items.map(messageTrace), cursor };
});
