import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { everything } from '../../../shared/kernel/store/page.ts';
import { AgeingRow, ageing } from '../../../shared/settlement/debts/ageing.ts';
import { debtList, debtsIn } from '../../../shared/settlement/debts/debt-store.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows how old what shops owe is: by shop, in four steps of thirty days.',
  route: 'GET /v1/debts/ageing',
  audience: 'operator',
  callers: ['finance', 'admin'],
  answer: { 200: z.object({ items: z.array(AgeingRow) }) },
  touches: [debtList],
}, async ({ now }) => {
  const open = await Promise.all(
    (['open', 'write-off-proposed'] as const).map((state) => Array.fromAsync(everything(debtList, debtsIn(state)))),
  );
  return { items: ageing(open.flat(), now) };
});
