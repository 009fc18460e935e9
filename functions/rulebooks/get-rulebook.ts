import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { rulebookNamed } from '../../shared/rulebooks/known.ts';
import { staff } from '../../shared/rulebooks/policy.ts';
import { books } from '../../shared/rulebooks/store.ts';
import { RulebookName, RulebookView, rulebookView } from '../../shared/rulebooks/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows a rulebook: what is in force and scheduled, what its fields decide, who may propose and approve.',
  route: 'GET /v1/rulebooks/{rulebook}',
  audience: 'operator',
  callers: staff,
  input: z.strictObject({ rulebook: RulebookName }),
  answer: { 200: RulebookView },
  problems: ['not-found'],
  touches: [books.get],
}, async ({ input: { rulebook }, now }) => rulebookView(rulebookNamed(rulebook), await books.get(rulebook), now));
