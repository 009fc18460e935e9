import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { mustBe, withdrawVersion } from '../../shared/rulebooks/book.ts';
import { rulebookNamed } from '../../shared/rulebooks/known.ts';
import { rulebookVersionWithdrawn } from '../../shared/rulebooks/events.ts';
import { staff } from '../../shared/rulebooks/policy.ts';
import { books } from '../../shared/rulebooks/store.ts';
import { Reason, RulebookName, RulebookView, rulebookView } from '../../shared/rulebooks/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Calls off the latest version of a rulebook before it begins; the one before it stays in force.',
  route: 'POST /v1/rulebooks/{rulebook}/versions/{version}/withdrawal',
  audience: 'operator',
  callers: staff,
  audited: { reason: 'reason' },
  input: z.strictObject({ rulebook: RulebookName, version: z.coerce.number().int().min(1), reason: Reason }),
  answer: { 200: RulebookView },
  problems: ['not-found', 'forbidden', 'illegal-step'],
  touches: [books.get, books.save],
  emits: [rulebookVersionWithdrawn],
}, async ({ input: { rulebook, version, reason }, caller, now, commit }) => {
  const declaration = rulebookNamed(rulebook);
  const [book, by] = await Promise.all([books.get(rulebook), caller.account]);
  mustBe(by, declaration.approve ?? declaration.propose);
  const change = withdrawVersion(book, version, { by: by.id, reason }, now);
  return commit({ writes: [books.save(change)], answer: rulebookView(declaration, change.after, now) });
});
