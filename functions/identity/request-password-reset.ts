import * as z from 'zod';
import { Login } from '../../shared/identity/account.ts';
import { codesToSend } from '../../shared/identity/codes.ts';
import { guesses } from '../../shared/identity/store.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Sends a one-time code for a forgotten password; it never tells whether there is such an account.',
  route: 'POST /v1/password-resets',
  audience: 'shop',
  callers: 'anyone',
  effort: 'sends',
  target: ({ login }, source) => guesses.by(login, source),
  input: z.strictObject({ login: Login }),
  answer: { 202: z.object({ login: Login }) },
  touches: [guesses.by, guesses.asked, codesToSend],
}, async ({ input: { login }, newId, source, commit }) => {
  await commit({ writes: [guesses.asked(login, source)], answer: { login } });
  await codesToSend([{ key: newId('notice'), message: { login, purpose: 'password-reset' } }]);
  return { login };
});
