import * as z from 'zod';
import { SessionView } from '../../shared/identity/account.ts';
import * as users from '../../shared/identity/users.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { secret } from '../../shared/kernel/values/secret.ts';

export const { contract, handler } = endpoint({
  summary: 'Gets the next access token for a refresh token.',
  route: 'POST /v1/sessions/refresh',
  audience: 'shop',
  callers: 'anyone',
  input: z.strictObject({ refreshToken: secret(z.string().min(1).max(4096)) }),
  answer: { 201: SessionView },
  problems: ['credentials-wrong', 'too-many-attempts'],
  touches: [users.refresh],
}, ({ input }) => users.refresh(input.refreshToken));
