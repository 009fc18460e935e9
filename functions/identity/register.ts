import * as z from 'zod';
import { Login } from '../../shared/identity/account.ts';
import { codesToSend } from '../../shared/identity/codes.ts';
import { endpoint } from '../../shared/kernel/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Registers with an e-mail address or mobile number; a one-time code is sent there, and again when repeated.',
  route: 'POST /v1/registrations',
  audience: 'shop',
  callers: 'anyone',
  effort: 'sends',
  target: ({ login }) => login,
  input: z.strictObject({ login: Login }),
  answer: { 202: z.object({ login: Login }) },
  touches: [codesToSend],
}, async ({ input: { login }, newId }) => {
  await codesToSend([{ key: newId('notice'), message: { login, purpose: 'registration' } }]);
  return { login };
});
