import * as z from 'zod';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';
import { ShopDebt, shopDebt } from '../../../shared/settlement/debts/debt-views.ts';
import { debtsOf, shopDebts } from '../../../shared/settlement/debts/debt-store.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists what the shop owes or has owed of sales that were given back after they were settled, newest first.',
  route: 'GET /v1/debts',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject(pageInput),
  answer: { 200: page(ShopDebt) },
  problems: ['no-shop', 'invalid-cursor'],
  touches: [shopDebts],
}, async ({ input, caller }) => {
  const { items, cursor } = await shopDebts(debtsOf(await shopOf(caller)), { ...input, newestFirst: true });
  return { items: items.map(shopDebt), cursor };
});
