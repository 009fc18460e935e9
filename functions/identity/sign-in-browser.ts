import * as z from 'zod';
import { BrowserSessionView, Login, refreshCookie } from '../../shared/identity/account.ts';
import { guesses } from '../../shared/identity/store.ts';
import * as users from '../../shared/identity/users.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { secret } from '../../shared/kernel/values/secret.ts';

export const { contract, handler } = endpoint({
  summary:
    'Signs a browser in with account and password: what the session goes on by stays where no script can read it.',
  route: 'POST /v1/browser-sessions',
  audience: 'shop',
  callers: 'anyone',
  effort: 'guesses',
  target: ({ login }, source) => guesses.by(login, source),
  input: z.strictObject({ login: Login, password: secret(z.string().min(1).max(128)) }),
  cookie: refreshCookie,
  answer: { 201: BrowserSessionView },
  problems: ['credentials-wrong', 'too-many-attempts'],
  touches: [guesses.by, users.signIn, guesses.right],
}, async ({ input: { login, password }, source, cookie, commit }) => {
  const { refreshToken, ...session } = await users.signIn(login, password);
  await commit({ writes: [guesses.right(login, source)], answer: session });
  cookie.keep(refreshToken!);
  return session;
});
