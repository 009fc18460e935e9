import * as z from 'zod';
import { AccountView, accountView, freeze, mayDecideAbout, Reason } from '../../shared/identity/account.ts';
import { accountFrozen } from '../../shared/identity/events.ts';
import { accounts } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { AccountId } from '../../shared/kernel/values/ids.ts';

export const { contract, handler } = endpoint({
  summary: 'Freezes an account: its next call is refused, and its sessions end.',
  route: 'POST /v1/accounts/{accountId}/freeze',
  audience: 'operator',
  callers: ['operator', 'admin'],
  audited: { reason: 'reason' },
  idempotent: true,
  input: z.strictObject({ accountId: AccountId, reason: Reason }),
  answer: { 200: AccountView },
  problems: ['not-found', 'illegal-step'],
  touches: [accounts.need, accounts.save],
  emits: [accountFrozen],
}, async ({ input, caller, now, commit }) => {
  const account = await accounts.need(input.accountId);
  mayDecideAbout(account, await caller.account);
  const change = freeze(account, input.reason, now);
  return commit({ writes: [accounts.save(change)], answer: accountView(change.after) });
});
