import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';
import { DebtState } from '../../../shared/settlement/debts/debt.ts';
import { DebtRow } from '../../../shared/settlement/debts/debt-views.ts';
import { debtList, debtsIn } from '../../../shared/settlement/debts/debt-store.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists what shops owe of sales that were given back after they were settled, the oldest first.',
  route: 'GET /v1/debts',
  audience: 'operator',
  callers: ['finance', 'admin'],
  input: z.strictObject({ state: DebtState.default('open'), ...pageInput }),
  answer: { 200: page(DebtRow) },
  problems: ['invalid-cursor'],
  touches: [debtList],
}, ({ input }) => debtList(debtsIn(input.state), input));
