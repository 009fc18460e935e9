import * as z from 'zod';
import { everyRole } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { Locale } from '../../shared/kernel/values/text.ts';
import { noticePreferencesChanged } from '../../shared/notices/events.ts';
import { choose, Choices, preferencesView, PreferencesView } from '../../shared/notices/preferences.ts';
import { QuietHours } from '../../shared/notices/quiet-hours.ts';
import { noticePreferences } from '../../shared/notices/store.ts';

export const { contract, handler } = endpoint({
  summary: 'Chooses what reaches the caller where and in which language, and when nothing that can wait does.',
  route: 'PUT /v1/notice-preferences',
  audience: 'shop',
  callers: everyRole,
  input: z.strictObject({
    choices: Choices,
    quietHours: QuietHours.optional(),
    locale: Locale.optional().meta({ description: "The language of notices; the profile's unless given" }),
  }),
  answer: { 200: PreferencesView },
  touches: [noticePreferences.get, noticePreferences.save],
  emits: [noticePreferencesChanged],
}, async ({ input, caller, commit }) => {
  const [before, { locale }] = await Promise.all([noticePreferences.get(caller.accountId), caller.account]);
  const change = choose(before, caller.accountId, input);
  return commit({ writes: [noticePreferences.save(change)], answer: preferencesView(change.after, locale) });
});
