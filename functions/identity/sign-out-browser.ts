import * as z from 'zod';
import { refreshCookie } from '../../shared/identity/account.ts';
import * as users from '../../shared/identity/users.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Signs a browser out: its session gets no further access tokens, and the browser forgets it.',
  route: 'POST /v1/browser-sessions/end',
  audience: 'shop',
  callers: 'anyone',
  cookie: refreshCookie,
  answer: { 204: z.void() },
  problems: ['too-many-attempts'],
  touches: [users.signOut],
}, async ({ cookie }) => {
  if (cookie.value) await users.signOut(cookie.value);
  cookie.forget();
});
