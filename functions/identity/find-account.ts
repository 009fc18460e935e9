import * as z from 'zod';
import { AccountView, accountView, Login } from '../../shared/identity/account.ts';
import { accountsByLogin, loginPartition } from '../../shared/identity/store.ts';
import { accounts } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Finds an account by its e-mail address or mobile number.',
  route: 'GET /v1/accounts',
  audience: 'operator',
  callers: ['operator', 'support', 'admin'],
  audited: true,
  input: z.strictObject({ login: Login }),
  answer: { 200: z.object({ items: z.array(AccountView) }) },
  touches: [accountsByLogin, accounts.get],
}, async ({ input }) => {
  const { items } = await accountsByLogin(loginPartition(input.login), { limit: 1 });
  const found = await Promise.all(items.map(({ id }) => accounts.get(id)));
  return { items: found.flatMap((account) => (account ? [accountView(account)] : [])) };
});
