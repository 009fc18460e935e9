import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { id, MerchantId } from '../kernel/ids.ts';
import { Money } from '../kernel/money.ts';

/** An entry as finance sees it. */
export const EntryView = z.object({
  id: z.string(),
  at: Instant,
  kind: z.string(),
  orderId: id('order').optional(),
  merchantId: MerchantId.optional(),
  reference: z.string().optional(),
  postings: z.array(z.object({ account: z.string(), amount: Money })).meta({
    description: 'Debits are positive, credits negative; they sum to zero',
  }),
});
