import * as z from 'zod';
import { endSessions } from '../../shared/identity/account.ts';
import { sessionsEnded } from '../../shared/identity/events.ts';
import * as users from '../../shared/identity/users.ts';
import { accounts, everyRole } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { Instant, nextSecond } from '../../shared/kernel/values/clock.ts';

export const { contract, handler } = endpoint({
  summary: 'Signs the caller out on all devices, this one as well.',
  route: 'POST /v1/sessions/end-everywhere',
  audience: 'shop',
  callers: everyRole,
  idempotent: true,
  answer: { 200: z.object({ sessionsFrom: Instant.describe('Only sessions that begin then or later count') }) },
  problems: [],
  touches: [accounts.need, accounts.save, users.signOutEverywhere],
  emits: [sessionsEnded],
}, async ({ caller, commit }) => {
  // Ended first: whoever signs in again, having been told, keeps the new session.
  await users.signOutEverywhere(caller.accountId);
  const [account, sessionsFrom] = [await accounts.need(caller.accountId), await nextSecond()];
  const change = endSessions(account, 'asked for by its owner', sessionsFrom);
  return commit({ writes: [accounts.save(change)], answer: { sessionsFrom } });
});
