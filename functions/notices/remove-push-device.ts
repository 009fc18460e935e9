import * as z from 'zod';
import { everyRole } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { pushDevicesChanged } from '../../shared/notices/events.ts';
import { removeDevices, SubscriptionId } from '../../shared/notices/preferences.ts';
import { noticePreferences } from '../../shared/notices/store.ts';

export const { contract, handler } = endpoint({
  summary: 'Takes no pushes on a device any more: before somebody signs out there.',
  route: 'DELETE /v1/push-devices/{subscriptionId}',
  audience: 'shop',
  callers: everyRole,
  input: z.strictObject({ subscriptionId: SubscriptionId }),
  answer: { 204: z.void() },
  problems: ['not-found'],
  touches: [noticePreferences.get, noticePreferences.save],
  emits: [pushDevicesChanged],
}, async ({ input: { subscriptionId }, caller, commit }) => {
  const change = removeDevices(await noticePreferences.get(caller.accountId), [subscriptionId]);
  return commit({ writes: [noticePreferences.save(change)] });
});
