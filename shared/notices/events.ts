import * as z from 'zod';
import { event } from '../kernel/events.ts';
import { AccountId } from '../kernel/values/ids.ts';

const accountId = '0b54f0c1-6f8e-4a6c-9f43-1f2a3b4c5d6e';

/** Somebody has chosen what reaches him where: kept for good, as evidence of what was consented to and when. */
export const noticePreferencesChanged = event(
  'notice-preferences-changed',
  1,
  z.object({
    accountId: AccountId,
    choices: z.record(z.string(), z.record(z.string(), z.boolean())),
    quietHours: z.object({ from: z.string(), to: z.string(), zone: z.string() }).optional(),
    locale: z.string().optional(),
  }),
  {
    accountId,
    choices: { marketing: { mail: true } },
    quietHours: { from: '22:00', to: '07:00', zone: 'Asia/Shanghai' },
    locale: 'zh',
  },
);

/** A device of an account takes pushes, or takes none any more. */
export const pushDevicesChanged = event(
  'push-devices-changed',
  1,
  z.object({ accountId: AccountId, devices: z.int() }),
  { accountId, devices: 1 },
);
