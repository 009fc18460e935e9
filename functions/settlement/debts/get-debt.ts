import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { DebtId } from '../../../shared/settlement/debts/debt.ts';
import { DebtView, debtView } from '../../../shared/settlement/debts/debt-views.ts';
import { debts } from '../../../shared/settlement/debts/debt-store.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows a debt of a shop with each statement that has taken some of it off.',
  route: 'GET /v1/debts/{debtId}',
  audience: 'operator',
  callers: ['finance', 'admin'],
  input: z.strictObject({ debtId: DebtId }),
  answer: { 200: DebtView },
  problems: ['not-found'],
  touches: [debts.need],
}, async ({ input }) => debtView(await debts.need(input.debtId)));
