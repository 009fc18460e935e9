import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';
import { allReconciliations, reconciliationList } from '../../../shared/settlement/store.ts';
import { ReconciliationRow } from '../../../shared/settlement/views.ts';

export const { contract, handler } = endpoint({
  summary: "Lists how the provider's daily statements compared with the ledger, newest first.",
  route: 'GET /v1/reconciliations',
  audience: 'operator',
  callers: ['finance', 'admin'],
  input: z.strictObject(pageInput),
  answer: { 200: page(ReconciliationRow) },
  problems: ['invalid-cursor'],
  touches: [reconciliationList],
}, async ({ input }) => {
  const { items, cursor } = await reconciliationList(allReconciliations, { ...input, newestFirst: true });
  return { items: items.map(({ id: date, ...report }) => ({ date, ...report })), cursor };
});
