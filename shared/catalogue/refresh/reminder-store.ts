import * as z from 'zod';
import { sender } from '../../kernel/doors/job.ts';
import { aggregate } from '../../kernel/store/aggregate.ts';
import { MerchantId } from '../../kernel/values/ids.ts';
import type { RefreshReminder } from './reminder.ts';

export const refreshReminders = aggregate<RefreshReminder>({ name: 'refresh-reminder', prefix: 'REFRESH-REMINDER' });

/** The shop whose listings are to be looked through. */
export const LookThrough = z.object({ merchantId: MerchantId });
export const lookThrough = sender('house', 'catalogue/remind-of-old-listings', LookThrough);
