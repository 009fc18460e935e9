import * as z from 'zod';
import { changeProfile, Profile, profileOf } from '../../shared/identity/account.ts';
import { profileChanged } from '../../shared/identity/events.ts';
import { accounts, everyRole } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { Locale, title } from '../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary: "Changes the caller's own name or language.",
  route: 'PATCH /v1/profile',
  audience: 'shop',
  callers: everyRole,
  input: z.strictObject({ name: title(80).optional(), locale: Locale.optional() }),
  answer: { 200: Profile },
  touches: [accounts.need, accounts.save],
  emits: [profileChanged],
}, async ({ input, caller, commit }) => {
  const change = changeProfile(await accounts.need(caller.accountId), input);
  return commit({ writes: [accounts.save(change)], answer: profileOf(change.after) });
});
