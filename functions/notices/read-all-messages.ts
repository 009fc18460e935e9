import * as z from 'zod';
import { everyRole } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { messages } from '../../shared/notices/store.ts';

/** As many as one transaction holds, with the record of the request. */
const atOnce = 95;

export const { contract, handler } = endpoint({
  summary: "Marks the caller's unread messages as read, the 95 oldest at a time.",
  route: 'POST /v1/messages/read',
  audience: 'shop',
  callers: everyRole,
  answer: { 200: z.object({ read: z.int(), more: z.boolean().meta({ description: 'Whether to ask once more' }) }) },
  problems: ['not-found'],
  touches: [messages.unread, messages.markRead],
}, async ({ caller, now, commit }) => {
  const unread = await messages.unread(caller.accountId, atOnce + 1);
  const chosen = unread.slice(0, atOnce);
  return commit({
    writes: chosen.map((id) => messages.markRead(caller.accountId, id, now)),
    answer: { read: chosen.length, more: unread.length > atOnce },
  });
});
