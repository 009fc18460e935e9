import * as z from 'zod';
import { titleBooks } from '../../shared/invoices/store.ts';
import { KeptTitleView } from '../../shared/invoices/title.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists to whom invoices of the buyer were made out, the last one first.',
  route: 'GET /v1/invoice-titles',
  audience: 'shop',
  callers: ['buyer'],
  answer: { 200: z.object({ items: z.array(KeptTitleView).readonly() }) },
  problems: [],
  touches: [titleBooks.get],
}, async ({ caller }) => ({ items: (await titleBooks.get(caller.accountId))?.titles ?? [] }));
