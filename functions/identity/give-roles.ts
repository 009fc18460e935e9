import * as z from 'zod';
import { AccountView, accountView, giveRoles, mayDecideAbout, Reason } from '../../shared/identity/account.ts';
import { rolesChanged } from '../../shared/identity/events.ts';
import { accounts } from '../../shared/kernel/account.ts';
import { Role } from '../../shared/kernel/doors/contract.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { AccountId } from '../../shared/kernel/values/ids.ts';

export const { contract, handler } = endpoint({
  summary: "Replaces an account's roles, with the reason.",
  route: 'PUT /v1/accounts/{accountId}/roles',
  audience: 'operator',
  callers: ['admin'],
  audited: { reason: 'reason' },
  idempotent: true,
  input: z.strictObject({ accountId: AccountId, roles: z.array(Role).max(Role.options.length), reason: Reason }),
  answer: { 200: AccountView },
  problems: ['not-found'],
  touches: [accounts.need, accounts.save],
  emits: [rolesChanged],
}, async ({ input, caller, commit }) => {
  const account = await accounts.need(input.accountId);
  mayDecideAbout(account, await caller.account);
  const change = giveRoles(account, input.roles, input.reason);
  return commit({ writes: [accounts.save(change)], answer: accountView(change.after) });
});
