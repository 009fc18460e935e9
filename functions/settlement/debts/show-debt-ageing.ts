import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { AgeingRow, ageing } from '../../../shared/settlement/debts/ageing.ts';
import { allOwed } from '../../../shared/settlement/debts/debt-store.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows how old what shops owe is: by shop, in four steps of thirty days.',
  route: 'GET /v1/debts/ageing',
  audience: 'operator',
  callers: ['finance', 'admin'],
  answer: { 200: z.object({ items: z.array(AgeingRow) }) },
  touches: [allOwed],
}, async ({ now }) => ({ items: ageing(await allOwed(), now) }));
