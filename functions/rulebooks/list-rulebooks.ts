import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { rulebooks } from '../../shared/rulebooks/known.ts';
import { staff } from '../../shared/rulebooks/policy.ts';
import { books } from '../../shared/rulebooks/store.ts';
import { RulebookSummary, summaryOf } from '../../shared/rulebooks/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists all rulebooks with what is in force and what is scheduled.',
  route: 'GET /v1/rulebooks',
  audience: 'operator',
  callers: staff,
  answer: { 200: z.object({ items: z.array(RulebookSummary) }) },
  touches: [books.get],
}, async ({ now }) => {
  const found = await Promise.all(rulebooks.map(({ rulebookName }) => books.get(rulebookName)));
  return { items: rulebooks.map((declaration, i) => summaryOf(declaration, found[i], now)) };
});
