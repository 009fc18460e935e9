import * as z from 'zod';
import { AccountView, accountView, mayDecideAbout, Reason, unfreeze } from '../../shared/identity/account.ts';
import { accountUnfrozen } from '../../shared/identity/events.ts';
import { accounts } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { AccountId } from '../../shared/kernel/values/ids.ts';

export const { contract, handler } = endpoint({
  summary: 'Lets a frozen account sign in and act again.',
  route: 'POST /v1/accounts/{accountId}/unfreeze',
  audience: 'operator',
  callers: ['operator', 'admin'],
  audited: { reason: 'reason' },
  idempotent: true,
  input: z.strictObject({ accountId: AccountId, reason: Reason }),
  answer: { 200: AccountView },
  problems: ['not-found', 'illegal-step'],
  touches: [accounts.need, accounts.save],
  emits: [accountUnfrozen],
}, async ({ input, caller, commit }) => {
  const account = await accounts.need(input.accountId);
  mayDecideAbout(account, await caller.account);
  const change = unfreeze(account, input.reason);
  return commit({ writes: [accounts.save(change)], answer: accountView(change.after) });
});
