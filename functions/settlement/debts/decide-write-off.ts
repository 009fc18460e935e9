import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { prose } from '../../../shared/kernel/values/text.ts';
import { ledger } from '../../../shared/ledger/public.ts';
import { DebtId, decideWriteOff } from '../../../shared/settlement/debts/debt.ts';
import { DebtView, debtView } from '../../../shared/settlement/debts/debt-views.ts';
import { writeOffDecided } from '../../../shared/settlement/events.ts';
import { debts } from '../../../shared/settlement/debts/debt-store.ts';

export const { contract, handler } = endpoint({
  summary:
    'Has the platform bear what is left of a debt that somebody else wants written off, or has the shop owe it on.',
  route: 'POST /v1/debts/{debtId}/write-off/decision',
  audience: 'operator',
  callers: ['finance', 'admin'],
  idempotent: true,
  audited: { reason: 'note' },
  input: z.strictObject({ debtId: DebtId, decision: z.enum(['approve', 'refuse']), note: prose(1000, 3) }),
  answer: { 200: DebtView },
  problems: ['not-found', 'illegal-step', 'second-person-needed', 'taken-by-another'],
  touches: [debts.need, debts.save, ledger.held, ledger.draw],
  emits: [writeOffDecided],
}, async ({ input: { debtId, decision }, caller, now, commit }) => {
  const debt = await debts.need(debtId);
  const { change, entries } = decideWriteOff(debt, decision, caller.accountId, now);
  const held = await ledger.held(debt.merchantId, debt.amount.currency);
  return commit({
    writes: [debts.save(change), ledger.draw([held], ...entries)],
    answer: debtView(change.after),
  });
});
