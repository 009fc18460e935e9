import * as z from 'zod';
import { AccountView, accountView, Login } from '../../shared/identity/account.ts';
import { logins } from '../../shared/identity/store.ts';
import { accounts } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Finds an account by its e-mail address or mobile number.',
  route: 'GET /v1/accounts',
  audience: 'operator',
  callers: ['operator', 'support', 'admin'],
  audited: true,
  input: z.strictObject({ login: Login }),
  answer: { 200: z.object({ items: z.array(AccountView) }) },
  touches: [logins.accountOf, accounts.get],
}, async ({ input }) => {
  const accountId = await logins.accountOf(input.login);
  const found = accountId && await accounts.get(accountId);
  return { items: found ? [accountView(found)] : [] };
});
