import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { prose } from '../../../shared/kernel/values/text.ts';
import { DebtId, proposeWriteOff } from '../../../shared/settlement/debts/debt.ts';
import { DebtView, debtView } from '../../../shared/settlement/debts/debt-views.ts';
import { writeOffProposed } from '../../../shared/settlement/events.ts';
import { debts } from '../../../shared/settlement/debts/debt-store.ts';

export const { contract, handler } = endpoint({
  summary: 'Proposes that the platform bears what is left of a debt; another person decides about it.',
  route: 'POST /v1/debts/{debtId}/write-off',
  audience: 'operator',
  callers: ['finance', 'admin'],
  idempotent: true,
  audited: { reason: 'reason' },
  input: z.strictObject({ debtId: DebtId, reason: prose(1000, 3) }),
  answer: { 200: DebtView },
  problems: ['not-found', 'illegal-step'],
  touches: [debts.need, debts.save],
  emits: [writeOffProposed],
}, async ({ input: { debtId, reason }, caller, now, commit }) => {
  const change = proposeWriteOff(await debts.need(debtId), caller.accountId, reason, now);
  return commit({ writes: [debts.save(change)], answer: debtView(change.after) });
});
