import { Profile, profileOf } from '../../shared/identity/account.ts';
import { accounts, everyRole } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: "Shows the caller's own profile.",
  route: 'GET /v1/profile',
  audience: 'shop',
  callers: everyRole,
  answer: { 200: Profile },
  touches: [accounts.need],
}, async ({ caller }) => profileOf(await accounts.need(caller.accountId)));
