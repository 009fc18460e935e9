import * as z from 'zod';
import { Login, SessionView } from '../../shared/identity/account.ts';
import * as users from '../../shared/identity/users.ts';
import { endpoint } from '../../shared/kernel/endpoint.ts';
import { secret } from '../../shared/kernel/secret.ts';

export const { contract, handler } = endpoint({
  summary: 'Signs in with account and password.',
  route: 'POST /v1/sessions',
  audience: 'shop',
  callers: 'anyone',
  input: z.strictObject({ login: Login, password: secret(z.string().min(1).max(128)) }),
  answer: { 201: SessionView },
  problems: ['credentials-wrong', 'too-many-attempts'],
  touches: [users.signIn],
}, ({ input }) => users.signIn(input.login, input.password));
