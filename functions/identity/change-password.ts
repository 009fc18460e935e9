import * as z from 'zod';
import { Password } from '../../shared/identity/account.ts';
import * as users from '../../shared/identity/users.ts';
import { everyRole } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/endpoint.ts';
import { secret } from '../../shared/kernel/secret.ts';

export const { contract, handler } = endpoint({
  summary: "Changes the caller's own password.",
  route: 'PUT /v1/password',
  audience: 'shop',
  callers: everyRole,
  idempotent: true,
  input: z.strictObject({ from: secret(z.string().min(1).max(128)), to: Password }),
  answer: { 204: z.void() },
  problems: ['credentials-wrong', 'too-many-attempts'],
  touches: [users.changePassword],
}, async ({ input, request, commit }) => {
  const accessToken = request.header('authorization')!.replace(/^Bearer /i, '');
  await users.changePassword(accessToken, input.from, input.to);
  return commit({ writes: [] });
});
