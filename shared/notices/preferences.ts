import * as z from 'zod';
import { changed, created, type Change, type Versioned } from '../kernel/store/change.ts';
import { Instant } from '../kernel/values/clock.ts';
import type { Fact } from '../kernel/events.ts';
import { derivedId, id, type AccountId } from '../kernel/values/ids.ts';
import { Category, Channel } from '../kernel/policy/notice.ts';
import { Problem } from '../kernel/problems.ts';
import { Locale } from '../kernel/values/text.ts';
import { noticePreferencesChanged, pushDevicesChanged } from './events.ts';
import { isFixed, maxDevices, reach } from './policy.ts';
import { QuietHours } from './quiet-hours.ts';

const ofChannels = z.partialRecord(Channel, z.boolean());

/** What somebody has chosen, by category and channel. What cannot be switched off is not there to be chosen. */
export type Choices = z.infer<typeof Choices>;
export const Choices = z.strictObject({
  order: ofChannels.optional(),
  shop: ofChannels.optional(),
  work: ofChannels.optional(),
  news: ofChannels.optional(),
  marketing: ofChannels.optional(),
});

const Key = z.string().regex(/^[A-Za-z0-9_-]{16,128}={0,2}$/, 'must be base64url');

/** What a browser gives whoever may push to it (W3C Push API, `PushSubscription.toJSON()`). */
export const PushSubscription = z.strictObject({
  endpoint: z.url().max(1000),
  keys: z.strictObject({ p256dh: Key, auth: Key }),
});

export type SubscriptionId = z.infer<typeof SubscriptionId>;
export const SubscriptionId = id('pushSubscription');

export interface Device extends z.infer<typeof PushSubscription> {
  readonly id: SubscriptionId;
  readonly since: Instant;
}

/** What an account has chosen, and its devices. Its id is the account's. */
export interface NoticePreferences extends Versioned {
  readonly id: AccountId;
  readonly choices: Choices;
  readonly quietHours?: QuietHours | undefined;
  /** The language of notices, where it is not the profile's. */
  readonly locale?: Locale | undefined;
  readonly devices: readonly Device[];
}

const rewritten = (
  before: NoticePreferences | undefined,
  accountId: AccountId,
  fields: Partial<NoticePreferences>,
  fact: Fact,
): Change<NoticePreferences> =>
  before
    ? changed<NoticePreferences>(before, fields, fact)
    : created<NoticePreferences>({ id: accountId, choices: {}, devices: [], ...fields }, fact);

/** Replaces what was chosen. */
export const choose = (
  before: NoticePreferences | undefined,
  accountId: AccountId,
  { choices, quietHours, locale }: Pick<NoticePreferences, 'choices' | 'quietHours' | 'locale'>,
): Change<NoticePreferences> => {
  const told = Object.fromEntries(Object.entries(choices).filter(([, chosen]) => chosen)) as Record<
    string,
    Record<string, boolean>
  >;
  return rewritten(
    before,
    accountId,
    { choices, quietHours, locale },
    noticePreferencesChanged({
      accountId,
      choices: told,
      ...(quietHours && { quietHours }),
      ...(locale && { locale }),
    }),
  );
};

/**
 * Whether a push service is one that the stage knows: our function calls the address, so that nobody may name any other
 * on the net or behind it.
 */
export const isPushService = (endpoint: string, services: string): boolean => {
  const { origin } = new URL(endpoint);
  return services.split(' ').some((service) => {
    const [scheme, host] = service.split('://*.') as [string, string | undefined];
    return host ? origin.startsWith(`${scheme}://`) && origin.endsWith(`.${host}`) : origin === service;
  });
};

/**
 * Takes pushes on one more device; the oldest makes room when there are too many.
 * @throws Problem invalid-input when the address is no push service's
 */
export const addDevice = (
  before: NoticePreferences | undefined,
  accountId: AccountId,
  subscription: z.infer<typeof PushSubscription>,
  { now, services }: { now: Instant; services: string },
): Change<NoticePreferences> => {
  if (!isPushService(subscription.endpoint, services)) {
    throw new Problem('invalid-input', undefined, [{ path: 'endpoint', message: 'is no push service known here' }]);
  }
  const device: Device = { ...subscription, id: deviceIdOf(subscription.endpoint), since: now };
  const others = before?.devices.filter(({ id }) => id !== device.id) ?? [];
  const devices = [device, ...others].slice(0, maxDevices);
  return rewritten(before, accountId, { devices }, pushDevicesChanged({ accountId, devices: devices.length }));
};

export const deviceIdOf = (endpoint: string): SubscriptionId => derivedId('pushSubscription', endpoint);

/** Takes no pushes there any more. @throws Problem not-found when none of the devices is there */
export const removeDevices = (
  preferences: NoticePreferences | undefined,
  ids: readonly SubscriptionId[],
): Change<NoticePreferences> => {
  const devices = preferences?.devices.filter(({ id }) => !ids.includes(id));
  if (!preferences || devices!.length === preferences.devices.length) throw new Problem('not-found');
  const fact = pushDevicesChanged({ accountId: preferences.id, devices: devices!.length });
  return changed<NoticePreferences>(preferences, { devices: devices! }, fact);
};

/** Whether a category reaches somebody by a channel. */
export const reaches = (preferences: NoticePreferences | undefined, category: Category, channel: Channel): boolean => {
  const usual = reach[category];
  if (usual === 'always') return true;
  return preferences?.choices[category as keyof Choices]?.[channel] ?? usual[channel];
};

const Reached = z.record(Channel, z.boolean());

/** What an account sees of its choices. */
export const PreferencesView = z.object({
  reach: z.object({
    security: Reached,
    money: Reached,
    order: Reached,
    shop: Reached,
    work: Reached,
    news: Reached,
    marketing: Reached,
  }),
  fixed: z.array(Category).meta({ description: 'What cannot be switched off' }),
  quietHours: QuietHours.optional(),
  locale: Locale.meta({ description: 'The language of notices' }),
  devices: z.array(z.object({ subscriptionId: SubscriptionId, since: Instant })),
}).meta({ id: 'NoticePreferences' });

/** @param ofProfile the language of the profile, which is that of the notices unless another was chosen */
export const preferencesView = (
  preferences: NoticePreferences | undefined,
  ofProfile: Locale,
): z.input<typeof PreferencesView> => ({
  reach: Object.fromEntries(Category.options.map((category) => [
    category,
    Object.fromEntries(Channel.options.map((channel) => [channel, reaches(preferences, category, channel)])),
  ])) as z.input<typeof PreferencesView>['reach'],
  fixed: Category.options.filter(isFixed),
  quietHours: preferences?.quietHours,
  locale: preferences?.locale ?? ofProfile,
  devices: (preferences?.devices ?? []).map(({ id, since }) => ({ subscriptionId: id, since })),
});
