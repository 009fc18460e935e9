import * as z from 'zod';
import { Login, SessionView } from '../../shared/identity/account.ts';
import { guesses } from '../../shared/identity/store.ts';
import * as users from '../../shared/identity/users.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { secret } from '../../shared/kernel/values/secret.ts';

export const { contract, handler } = endpoint({
  summary: 'Signs in with account and password.',
  route: 'POST /v1/sessions',
  audience: 'shop',
  callers: 'anyone',
  effort: 'guesses',
  target: ({ login }, source) => guesses.by(login, source),
  input: z.strictObject({ login: Login, password: secret(z.string().min(1).max(128)) }),
  answer: { 201: SessionView },
  problems: ['credentials-wrong', 'too-many-attempts'],
  touches: [guesses.by, users.signIn, guesses.right],
}, async ({ input: { login, password }, source, commit }) => {
  const session = await users.signIn(login, password);
  return commit({ writes: [guesses.right(login, source)], answer: session });
});
