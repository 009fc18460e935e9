import * as z from 'zod';
import { Instant } from '../kernel/values/clock.ts';
import { event } from '../kernel/events.ts';

/** The audit trail of a day is not as it was written: records are missing, or say something else. */
export const auditTrailBroken = event(
  'audit-trail-broken',
  1,
  z.object({ date: z.iso.date(), faults: z.array(z.string()).max(20), at: Instant }),
  {
    date: '2026-11-22',
    faults: ['2026-11-22.07.0000000012 is missing'],
    at: '2026-11-23T01:00:00.000Z',
  },
);
