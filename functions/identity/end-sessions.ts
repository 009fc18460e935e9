import { accountFrozen, passwordReset } from '../../shared/identity/events.ts';
import * as users from '../../shared/identity/users.ts';
import { job } from '../../shared/kernel/job.ts';

export const { contract, handler } = job({
  summary: 'Ends the sessions of an account that has been frozen, or whose password has been reset.',
  on: [accountFrozen, passwordReset],
  touches: [users.signOutEverywhere],
}, async ({ message, commit }) => {
  await users.signOutEverywhere(message.data.accountId);
  await commit({ writes: [] });
});
