import * as z from 'zod';
import { AccountView, accountView, endSessions, mayDecideAbout, Reason } from '../../shared/identity/account.ts';
import { sessionsEnded } from '../../shared/identity/events.ts';
import * as users from '../../shared/identity/users.ts';
import { accounts } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { nextSecond } from '../../shared/kernel/values/clock.ts';
import { AccountId } from '../../shared/kernel/values/ids.ts';

export const { contract, handler } = endpoint({
  summary: 'Signs an account out on all its devices, such as one that was stolen; its owner can sign in again.',
  route: 'POST /v1/accounts/{accountId}/sessions/end',
  audience: 'operator',
  callers: ['support', 'operator', 'admin'],
  audited: { reason: 'reason' },
  idempotent: true,
  input: z.strictObject({ accountId: AccountId, reason: Reason }),
  answer: { 200: AccountView },
  problems: ['not-found'],
  touches: [accounts.need, accounts.save, users.signOutEverywhere],
  emits: [sessionsEnded],
}, async ({ input: { accountId, reason }, caller, commit }) => {
  const account = await accounts.need(accountId);
  mayDecideAbout(account, await caller.account);
  // At once, and first: whoever signs in again, having been told, keeps the new session.
  await users.signOutEverywhere(accountId);
  const change = endSessions(account, reason, await nextSecond());
  return commit({ writes: [accounts.save(change)], answer: accountView(change.after) });
});
