import { accountOpened, rolesChanged } from '../../shared/identity/events.ts';
import * as users from '../../shared/identity/users.ts';
import { accounts } from '../../shared/kernel/account.ts';
import { job } from '../../shared/kernel/doors/job.ts';

export const { contract, handler } = job({
  summary: "Mirrors an account's roles into the user pool's groups.",
  queue: 'user-pool',
  on: [accountOpened, rolesChanged],
  touches: [accounts.need, users.mirrorRoles],
}, async ({ message, commit }) => {
  // The roles of now, not of the event: events may come in any order.
  const { id, roles } = await accounts.need(message.data.accountId);
  await users.mirrorRoles(id, roles);
  await commit({ writes: [] });
});
