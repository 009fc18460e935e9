import * as z from 'zod';
import { AccountView, accountView, mayDecideAbout, Reason, setPriority } from '../../../shared/identity/account.ts';
import { prioritySet } from '../../../shared/identity/events.ts';
import { accounts } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { AccountId } from '../../../shared/kernel/values/ids.ts';

export const { contract, handler } = endpoint({
  summary: 'Says whether the orders that an account places go before those of others, with the reason.',
  route: 'PUT /v1/accounts/{accountId}/priority',
  audience: 'operator',
  callers: ['operator', 'admin'],
  audited: { reason: 'reason' },
  idempotent: true,
  input: z.strictObject({ accountId: AccountId, priority: z.boolean(), reason: Reason }),
  answer: { 200: AccountView },
  problems: ['not-found', 'illegal-step'],
  touches: [accounts.need, accounts.save],
  emits: [prioritySet],
}, async ({ input, caller, commit }) => {
  const account = await accounts.need(input.accountId);
  mayDecideAbout(account, await caller.account);
  const change = setPriority(account, input.priority, input.reason);
  return commit({ writes: [accounts.save(change)], answer: accountView(change.after) });
});
