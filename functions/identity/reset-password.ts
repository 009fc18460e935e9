import * as z from 'zod';
import { Login, OneTimeCode, Password } from '../../shared/identity/account.ts';
import * as users from '../../shared/identity/users.ts';
import { endpoint } from '../../shared/kernel/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Sets a new password with the one-time code, and ends every session that the old one opened.',
  route: 'POST /v1/password-resets/confirm',
  audience: 'shop',
  callers: 'anyone',
  input: z.strictObject({ login: Login, code: OneTimeCode, password: Password }),
  answer: { 204: z.void() },
  problems: ['code-wrong', 'code-expired', 'too-many-attempts'],
  touches: [users.resetPassword, users.signOutEverywhere],
}, async ({ input }) => {
  await users.resetPassword(input.login, input.code, input.password);
  await users.signOutEverywhere(input.login);
});
