import * as z from 'zod';
import { Login, Password } from '../../shared/identity/account.ts';
import * as users from '../../shared/identity/users.ts';
import { endpoint } from '../../shared/kernel/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Registers with an e-mail address or mobile number; a one-time code is sent there.',
  route: 'POST /v1/registrations',
  audience: 'shop',
  callers: 'anyone',
  input: z.strictObject({ login: Login, password: Password }),
  answer: { 202: z.object({ login: Login }) },
  problems: ['too-many-attempts'],
  touches: [users.signUp],
}, async ({ input }) => {
  await users.signUp(input.login, input.password);
  return { login: input.login };
});
