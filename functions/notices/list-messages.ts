import * as z from 'zod';
import { everyRole } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../shared/kernel/store/page.ts';
import { announced } from '../../shared/notices/announced-store.ts';
import { messageView, MessageView } from '../../shared/notices/message-view.ts';
import { messages } from '../../shared/notices/store.ts';

export const { contract, handler } = endpoint({
  summary: "The caller's inbox, newest first.",
  route: 'GET /v1/messages',
  audience: 'shop',
  callers: everyRole,
  input: z.strictObject(pageInput),
  answer: { 200: page(MessageView) },
  problems: ['invalid-cursor'],
  touches: [messages.list, announced.isRecalled],
}, async ({ input, caller }) => {
  const { items, cursor } = await messages.list(caller.accountId, input);
  const views = items.map(async (message) => messageView(message, await announced.isRecalled(message)));
  return { items: await Promise.all(views), cursor };
});
