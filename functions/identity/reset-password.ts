import * as z from 'zod';
import { Login, OneTimeCode, Password, passwordResetAt } from '../../shared/identity/account.ts';
import { passwordReset } from '../../shared/identity/events.ts';
import * as users from '../../shared/identity/users.ts';
import { accounts } from '../../shared/kernel/account.ts';
import { decided } from '../../shared/kernel/commit.ts';
import { endpoint } from '../../shared/kernel/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Sets a new password with the one-time code, and ends every session that the old one opened.',
  route: 'POST /v1/password-resets/confirm',
  audience: 'shop',
  callers: 'anyone',
  input: z.strictObject({ login: Login, code: OneTimeCode, password: Password }),
  answer: { 204: z.void() },
  problems: ['code-wrong', 'too-many-attempts'],
  touches: [users.subjectOf, users.resetPassword, accounts.get, accounts.save],
  emits: [passwordReset],
}, async ({ input: { login, code, password }, now, commit }) => {
  const accountId = await users.subjectOf(login);
  await users.resetPassword(login, code, password);
  // Decided by itself: the code is used up, and would not reset again.
  await decided(async () => {
    const account = await accounts.get(accountId);
    if (account) await commit({ writes: [accounts.save(passwordResetAt(account, now))] });
  });
});
