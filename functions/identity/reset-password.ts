import * as z from 'zod';
import { Login, OneTimeCode, Password, passwordResetBy } from '../../shared/identity/account.ts';
import { passwordReset } from '../../shared/identity/events.ts';
import { guesses, logins } from '../../shared/identity/store.ts';
import * as users from '../../shared/identity/users.ts';
import { accounts } from '../../shared/kernel/account.ts';
import { nextSecond } from '../../shared/kernel/values/clock.ts';
import { decided } from '../../shared/kernel/store/commit.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { hashOf } from '../../shared/kernel/store/once.ts';

export const { contract, handler } = endpoint({
  summary: 'Sets a new password with the one-time code, and ends every session that the old one opened.',
  route: 'POST /v1/password-resets/confirm',
  audience: 'shop',
  callers: 'anyone',
  effort: 'codes',
  target: ({ login }, source) => guesses.byAsker(login, source),
  input: z.strictObject({ login: Login, code: OneTimeCode, password: Password }),
  answer: { 204: z.void() },
  problems: ['code-wrong', 'too-many-attempts'],
  touches: [
    guesses.byAsker,
    logins.accountOf,
    users.resetPassword,
    users.signOutEverywhere,
    accounts.get,
    accounts.save,
    guesses.right,
  ],
  emits: [passwordReset],
}, async ({ input: { login, code, password }, source, commit }) => {
  const accountId = await logins.accountOf(login);
  const set = await users.resetPassword(login, code, password);
  if (!accountId) return;
  const used = hashOf({ accountId, code });
  // A repeated request that was done ends no session that was opened since.
  if (set === 'before' && (await accounts.get(accountId))?.resetCodes?.includes(used)) return;
  await users.signOutEverywhere(accountId);
  const sessionsFrom = await nextSecond();
  // Decided by itself: the code is used up, and would not reset again.
  await decided(async () => {
    const account = await accounts.get(accountId);
    if (account) {
      const reset = accounts.save(passwordResetBy(account, used, sessionsFrom));
      await commit({ writes: [reset, guesses.right(login, source)] });
    }
  });
});
