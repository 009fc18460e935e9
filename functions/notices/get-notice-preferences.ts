import * as z from 'zod';
import { accounts, everyRole } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { preferencesView, PreferencesView } from '../../shared/notices/preferences.ts';
import { pushKey } from '../../shared/notices/push-settings.ts';
import { personOf } from '../../shared/notices/receivers.ts';
import { noticePreferences, suppressions } from '../../shared/notices/store.ts';

export const { contract, handler } = endpoint({
  summary: 'What reaches the caller where, in which language, and by which devices.',
  route: 'GET /v1/notice-preferences',
  audience: 'shop',
  callers: everyRole,
  answer: {
    200: z.object({
      ...PreferencesView.shape,
      address: z.string(),
      suppressed: z.enum(['bounced', 'complained']).optional().meta({
        description: 'Why nothing is sent to this address any more',
      }),
      pushKey: z.string().meta({ description: "The `applicationServerKey` of the browser's push manager" }),
    }),
  },
  touches: [accounts.need, noticePreferences.get, suppressions.of, pushKey],
}, async ({ caller }) => {
  const [account, preferences] = await Promise.all([
    accounts.need(caller.accountId),
    noticePreferences.get(caller.accountId),
  ]);
  const { locale, addresses } = personOf(account);
  const address = addresses.mail ?? addresses.text!;
  const suppression = await suppressions.of(address);
  return { ...preferencesView(preferences, locale), address, suppressed: suppression?.why, pushKey: pushKey() };
});
