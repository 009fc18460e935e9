import * as z from 'zod';
import { BrowserSessionView, refreshCookie } from '../../shared/identity/account.ts';
import * as users from '../../shared/identity/users.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Gets the next access token for the session of this browser, or none where nobody is signed in.',
  route: 'POST /v1/browser-sessions/refresh',
  audience: 'shop',
  callers: 'anyone',
  cookie: refreshCookie,
  answer: { 200: z.object({ session: BrowserSessionView.optional() }) },
  problems: ['too-many-attempts'],
  touches: [users.refreshIfGoing],
}, async ({ cookie }) => {
  const session = cookie.value && await users.refreshIfGoing(cookie.value);
  if (!session) {
    // Only what was sent is forgotten: a session may have begun in another tab while this was on its way.
    if (cookie.value) cookie.forget();
    return {};
  }
  if (session.refreshToken) cookie.keep(session.refreshToken);
  return { session };
});
