import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { rulebookNamed } from '../../shared/rulebooks/known.ts';
import { historyOf } from '../../shared/rulebooks/history.ts';
import { staff } from '../../shared/rulebooks/policy.ts';
import { books } from '../../shared/rulebooks/store.ts';
import { RulebookName, VersionView } from '../../shared/rulebooks/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists every version of a rulebook, the newest first: what it changed, who decided it, when and why.',
  route: 'GET /v1/rulebooks/{rulebook}/versions',
  audience: 'operator',
  callers: staff,
  input: z.strictObject({ rulebook: RulebookName }),
  answer: { 200: z.object({ items: z.array(VersionView) }) },
  problems: ['not-found'],
  touches: [books.get, books.history],
}, async ({ input: { rulebook }, now }) => {
  const declaration = rulebookNamed(rulebook);
  const [facts, book] = await Promise.all([books.history(rulebook), books.get(rulebook)]);
  return { items: historyOf(declaration, book, facts, now) };
});
