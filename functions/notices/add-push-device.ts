import * as z from 'zod';
import { everyRole } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { pushDevicesChanged } from '../../shared/notices/events.ts';
import { addDevice, deviceIdOf, PushSubscription, SubscriptionId } from '../../shared/notices/preferences.ts';
import { pushServices } from '../../shared/notices/push-settings.ts';
import { noticePreferences } from '../../shared/notices/store.ts';

export const { contract, handler } = endpoint({
  summary:
    'Takes pushes on the browser that gives this subscription; the eleventh device takes the place of the first.',
  route: 'POST /v1/push-devices',
  audience: 'shop',
  callers: everyRole,
  input: PushSubscription,
  answer: { 201: z.object({ subscriptionId: SubscriptionId }) },
  touches: [noticePreferences.get, noticePreferences.save, pushServices],
  emits: [pushDevicesChanged],
}, async ({ input, caller, now, commit }) => {
  const before = await noticePreferences.get(caller.accountId);
  const change = addDevice(before, caller.accountId, input, { now, services: pushServices() });
  return commit({
    writes: [noticePreferences.save(change)],
    answer: { subscriptionId: deviceIdOf(input.endpoint) },
  });
});
