import * as z from 'zod';
import { event } from '../kernel/events.ts';
import { AccountId } from '../kernel/values/ids.ts';

const accountId = '0b54f0c1-6f8e-4a6c-9f43-1f2a3b4c5d6e';

export const accountOpened = event('account-opened', 1, z.object({ accountId: AccountId, at: z.iso.datetime() }), {
  accountId,
  at: '2026-11-22T08:00:00.000Z',
});
export const profileChanged = event('profile-changed', 1, z.object({ accountId: AccountId }), { accountId });
export const accountFrozen = event('account-frozen', 1, z.object({ accountId: AccountId, reason: z.string() }), {
  accountId,
  reason: 'chargebacks',
});
/** The orders of an account go before those of others from now on, or not any more. */
export const prioritySet = event(
  'priority-set',
  1,
  z.object({ accountId: AccountId, priority: z.boolean(), reason: z.string() }),
  { accountId, priority: true, reason: 'a member of long standing' },
);
export const accountUnfrozen = event('account-unfrozen', 1, z.object({ accountId: AccountId, reason: z.string() }), {
  accountId,
  reason: 'cleared',
});
export const sessionsEnded = event('sessions-ended', 1, z.object({ accountId: AccountId, reason: z.string() }), {
  accountId,
  reason: 'The phone was stolen',
});
export const passwordChanged = event('password-changed', 1, z.object({ accountId: AccountId }), { accountId });
export const passwordReset = event('password-reset', 1, z.object({ accountId: AccountId }), { accountId });
export const rolesChanged = event(
  'roles-changed',
  1,
  z.object({ accountId: AccountId, roles: z.array(z.string()), reason: z.string() }),
  { accountId, roles: ['buyer', 'finance'], reason: 'hired' },
);
export const addressBookChanged = event('address-book-changed', 1, z.object({ accountId: AccountId }), { accountId });
