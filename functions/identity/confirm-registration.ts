import * as z from 'zod';
import { Login, OneTimeCode, openAccount } from '../../shared/identity/account.ts';
import { accountOpened } from '../../shared/identity/events.ts';
import * as users from '../../shared/identity/users.ts';
import { accounts } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/endpoint.ts';
import { AccountId } from '../../shared/kernel/ids.ts';
import { Problem } from '../../shared/kernel/problems.ts';

export const { contract, handler } = endpoint({
  summary: 'Confirms a registration with its one-time code; the account can sign in from then on.',
  route: 'POST /v1/registrations/confirm',
  audience: 'shop',
  callers: 'anyone',
  input: z.strictObject({ login: Login, code: OneTimeCode }),
  answer: { 200: z.object({ accountId: AccountId }) },
  problems: ['code-wrong', 'too-many-attempts', 'conflict'],
  touches: [users.confirm, users.subjectOf, accounts.get, accounts.save],
  emits: [accountOpened],
}, async ({ input, now, locale, commit }) => {
  const isNew = await users.confirm(input.login, input.code);
  const accountId = await users.subjectOf(input.login);
  if (await accounts.get(accountId)) {
    // Confirmed before, no code was looked at: to answer otherwise would tell anybody who has an account.
    if (!isNew) throw new Problem('code-wrong');
    return { accountId };
  }
  return commit({
    writes: [accounts.save(openAccount(accountId, input.login, locale, now))],
    answer: { accountId },
  });
});
