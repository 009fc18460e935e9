import * as z from 'zod';
import { Login } from '../../shared/identity/account.ts';
import * as users from '../../shared/identity/users.ts';
import { endpoint } from '../../shared/kernel/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Sends another one-time code to somebody who has registered.',
  route: 'POST /v1/registrations/resend',
  audience: 'shop',
  callers: 'anyone',
  input: z.strictObject({ login: Login }),
  answer: { 202: z.object({ login: Login }) },
  problems: ['too-many-attempts'],
  touches: [users.resendCode],
}, async ({ input }) => {
  await users.resendCode(input.login);
  return { login: input.login };
});
