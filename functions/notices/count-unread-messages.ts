import * as z from 'zod';
import { everyRole } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { messages } from '../../shared/notices/store.ts';

/** A badge shows 99+ from here on. */
const counted = 100;

export const { contract, handler } = endpoint({
  summary: 'Counts what the caller has not read, up to 100.',
  route: 'GET /v1/messages/unread-count',
  audience: 'shop',
  callers: everyRole,
  answer: { 200: z.object({ unread: z.int().meta({ description: '100 stands for 100 or more' }) }) },
  touches: [messages.unread],
}, async ({ caller }) => ({ unread: (await messages.unread(caller.accountId, counted)).length }));
