import * as z from 'zod';
import { endpoint } from '../../shared/kernel/endpoint.ts';
import { page, pageInput } from '../../shared/kernel/page.ts';
import { DiscrepancyState } from '../../shared/settlement/reconciliation.ts';
import { discrepanciesIn, discrepancyList } from '../../shared/settlement/store.ts';
import { DiscrepancyRow } from '../../shared/settlement/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists what the provider and the ledger disagree on, oldest first.',
  route: 'GET /v1/discrepancies',
  audience: 'operator',
  callers: ['finance', 'admin'],
  input: z.strictObject({ state: DiscrepancyState.default('open'), ...pageInput }),
  answer: { 200: page(DiscrepancyRow) },
  problems: ['invalid-cursor'],
  touches: [discrepancyList],
}, ({ input }) => discrepancyList(discrepanciesIn(input.state), input));
