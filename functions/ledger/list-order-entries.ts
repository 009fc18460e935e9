import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { id } from '../../shared/kernel/values/ids.ts';
import { page, pageInput } from '../../shared/kernel/store/page.ts';
import { ledger } from '../../shared/ledger/store.ts';
import { EntryView } from '../../shared/ledger/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists what was posted for an order, oldest first.',
  route: 'GET /v1/ledger/orders/{orderId}/entries',
  audience: 'operator',
  callers: ['finance', 'admin'],
  input: z.strictObject({ orderId: id('order'), ...pageInput }),
  answer: { 200: page(EntryView) },
  problems: ['invalid-cursor'],
  touches: [ledger.ofOrder],
}, async ({ input: { orderId, ...request } }) => {
  const { items, cursor } = await ledger.ofOrder(orderId, request);
  return { items: items.map((entry) => ({ ...entry, postings: [...entry.postings] })), cursor };
});
