import { CodeToSend } from '../../shared/identity/codes.ts';
import { logins } from '../../shared/identity/store.ts';
import * as users from '../../shared/identity/users.ts';
import { job } from '../../shared/kernel/doors/job.ts';

export const { contract, handler } = job({
  summary: 'Sends the one-time code that somebody has asked for, if there is anybody whom it could help.',
  queue: 'user-pool',
  message: CodeToSend,
  touches: [logins.accountOf, users.sendRegistrationCode, users.sendResetCode],
}, async ({ message: { login, purpose }, commit }) => {
  const hasAccount = await logins.accountOf(login) !== undefined;
  if (purpose === 'password-reset' && hasAccount) await users.sendResetCode(login);
  if (purpose !== 'password-reset' && !hasAccount) {
    await users.sendRegistrationCode(login, { onlyAgain: purpose === 'registration-again' });
  }
  await commit({ writes: [] });
});
