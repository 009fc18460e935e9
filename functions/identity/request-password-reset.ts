import * as z from 'zod';
import { Login } from '../../shared/identity/account.ts';
import * as users from '../../shared/identity/users.ts';
import { endpoint } from '../../shared/kernel/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Sends a one-time code for a forgotten password; it never tells whether there is such an account.',
  route: 'POST /v1/password-resets',
  audience: 'shop',
  callers: 'anyone',
  input: z.strictObject({ login: Login }),
  answer: { 202: z.object({ login: Login }) },
  problems: ['too-many-attempts'],
  touches: [users.forgotPassword],
}, async ({ input }) => {
  await users.forgotPassword(input.login);
  return { login: input.login };
});
