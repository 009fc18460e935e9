import * as z from 'zod';
import { event } from '../kernel/events.ts';
import { Instant } from '../kernel/values/clock.ts';
import { id, MerchantId } from '../kernel/values/ids.ts';

const about = { costId: id('cost'), merchantId: MerchantId, at: Instant };
const sample = {
  costId: 'cst_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
  merchantId: 'mer_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
  at: '2026-11-22T08:00:00.000Z',
};

/** A shop has entered what bringing its goods has cost. */
export const costEntered = event('cost-entered', 1, z.object(about), sample);
/** What it had entered does not count any more. */
export const costStruck = event('cost-struck', 1, z.object({ ...about, reason: z.string() }), {
  ...sample,
  reason: 'Entered twice',
});
