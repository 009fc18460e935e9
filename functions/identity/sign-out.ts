import * as z from 'zod';
import * as users from '../../shared/identity/users.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { secret } from '../../shared/kernel/values/secret.ts';

export const { contract, handler } = endpoint({
  summary: 'Signs out: the refresh token gets no further access tokens.',
  route: 'POST /v1/sessions/end',
  audience: 'shop',
  callers: 'anyone',
  input: z.strictObject({ refreshToken: secret(z.string().min(1).max(4096)) }),
  answer: { 204: z.void() },
  problems: ['too-many-attempts'],
  touches: [users.signOut],
}, async ({ input }) => {
  await users.signOut(input.refreshToken);
});
