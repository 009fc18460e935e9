import * as z from 'zod';
import { ChangedPassword, Password, passwordChangedBy } from '../../shared/identity/account.ts';
import { passwordChanged } from '../../shared/identity/events.ts';
import * as users from '../../shared/identity/users.ts';
import { accounts, everyRole } from '../../shared/kernel/account.ts';
import { nextSecond } from '../../shared/kernel/values/clock.ts';
import { decided } from '../../shared/kernel/store/commit.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { secret } from '../../shared/kernel/values/secret.ts';

export const { contract, handler } = endpoint({
  summary: "Changes the caller's own password and ends every session; the answer opens a new one.",
  route: 'PUT /v1/password',
  audience: 'shop',
  callers: everyRole,
  effort: 'guesses',
  input: z.strictObject({ from: secret(z.string().min(1).max(128)), to: Password }),
  answer: { 200: ChangedPassword },
  problems: ['credentials-wrong', 'too-many-attempts'],
  touches: [users.changePassword, users.signOutEverywhere, users.signIn, accounts.need, accounts.save],
  emits: [passwordChanged],
}, async ({ input: { from, to }, caller, commit }) => {
  const { login } = await caller.account;
  await users.changePassword(login, from, to);
  const sessionsFrom = await nextSecond();
  // Decided by itself: what was the old password is wrong by now.
  await decided(async () =>
    commit({
      writes: [accounts.save(passwordChangedBy(await accounts.need(caller.accountId), sessionsFrom))],
      answer: {},
    })
  );
  await users.signOutEverywhere(caller.accountId);
  // Not kept for a repeated request: nobody keeps tokens.
  return { session: await users.signIn(login, to) };
});
