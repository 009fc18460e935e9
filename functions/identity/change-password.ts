import * as z from 'zod';
import { Password, passwordChangedBy } from '../../shared/identity/account.ts';
import { passwordChanged } from '../../shared/identity/events.ts';
import * as users from '../../shared/identity/users.ts';
import { accounts, everyRole } from '../../shared/kernel/account.ts';
import { decided } from '../../shared/kernel/commit.ts';
import { endpoint } from '../../shared/kernel/endpoint.ts';
import { secret } from '../../shared/kernel/secret.ts';

export const { contract, handler } = endpoint({
  summary: "Changes the caller's own password, and ends all sessions: none gets further access tokens.",
  route: 'PUT /v1/password',
  audience: 'shop',
  callers: everyRole,
  idempotent: true,
  input: z.strictObject({ from: secret(z.string().min(1).max(128)), to: Password }),
  answer: { 204: z.void() },
  problems: ['credentials-wrong', 'too-many-attempts'],
  touches: [users.changePassword, accounts.need, accounts.save],
  emits: [passwordChanged],
}, async ({ input, caller, request, commit }) => {
  const accessToken = request.header('authorization')!.replace(/^Bearer\s+/i, '');
  await users.changePassword(accessToken, input.from, input.to);
  // Decided by itself: what was the old password is wrong by now.
  return decided(async () =>
    commit({ writes: [accounts.save(passwordChangedBy(await accounts.need(caller.accountId)))] })
  );
});
