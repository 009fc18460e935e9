import { accountFrozen } from '../../shared/identity/events.ts';
import * as users from '../../shared/identity/users.ts';
import { job } from '../../shared/kernel/doors/job.ts';

export const { contract, handler } = job({
  summary: 'Ends the sessions of an account that has been frozen.',
  queue: 'user-pool',
  on: [accountFrozen],
  touches: [users.signOutEverywhere],
}, async ({ message, commit }) => {
  await users.signOutEverywhere(message.data.accountId);
  await commit({ writes: [] });
});
