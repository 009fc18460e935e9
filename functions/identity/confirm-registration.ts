import * as z from 'zod';
import { Login, OneTimeCode, openAccount, Password } from '../../shared/identity/account.ts';
import { accountOpened } from '../../shared/identity/events.ts';
import { guesses, logins } from '../../shared/identity/store.ts';
import * as users from '../../shared/identity/users.ts';
import { accounts } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { AccountId } from '../../shared/kernel/values/ids.ts';

export const { contract, handler } = endpoint({
  summary:
    'Confirms a registration with its one-time code and sets the password; the account can sign in from then on.',
  route: 'POST /v1/registrations/confirm',
  audience: 'shop',
  callers: 'anyone',
  effort: 'codes',
  target: ({ login }, source) => guesses.byAsker(login, source),
  input: z.strictObject({ login: Login, code: OneTimeCode, password: Password }),
  answer: { 200: z.object({ accountId: AccountId }) },
  problems: ['code-wrong', 'too-many-attempts', 'conflict'],
  touches: [guesses.byAsker, logins.accountOf, logins.claim, users.confirm, accounts.save, guesses.right],
  emits: [accountOpened],
}, async ({ input, now, locale, source, commit }) => {
  const known = await logins.accountOf(input.login);
  const accountId = await users.confirm({ ...input, hasAccount: known !== undefined });
  if (known) return { accountId: known };
  return commit({
    writes: [
      accounts.save(openAccount(accountId, input.login, locale, now)),
      logins.claim(input.login, accountId),
      guesses.right(input.login, source),
    ],
    answer: { accountId },
  });
});
