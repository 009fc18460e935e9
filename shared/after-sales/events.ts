import * as z from 'zod';
import { Instant } from '../kernel/values/clock.ts';
import { event } from '../kernel/events.ts';
import { AccountId, id, MerchantId } from '../kernel/values/ids.ts';

export type ReturnState = z.infer<typeof ReturnState>;
export const ReturnState = z.enum([
  'return-requested',
  'return-approved',
  'return-sent',
  'return-received',
  'return-replacing',
  'return-refused',
  'return-disputed',
  'return-refunded',
  'return-exchanged',
  'return-closed',
]);

const ulid = '01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A';
const about = {
  returnId: id('return'),
  orderId: id('order'),
  buyerId: AccountId,
  merchantId: MerchantId,
  at: Instant,
};
const sample = {
  returnId: `rma_${ulid}`,
  orderId: `ord_${ulid}`,
  buyerId: '0b54f0c1-6f8e-4a6c-9f43-1f2a3b4c5d6e',
  merchantId: `mer_${ulid}`,
  at: '2026-11-22T08:30:00.000Z',
};

/** A buyer wants money back for some units of an order, with or without sending them back, or others in their place. */
export const returnRequested = event(
  'return-requested',
  1,
  z.object({ ...about, lineId: id('orderLine'), quantity: z.int() }),
  { ...sample, lineId: `oln_${ulid}`, quantity: 1 },
);

/** A return is one step further, and who has taken it: the platform where nobody else has in time. */
export const returnMoved = event(
  'return-moved',
  1,
  z.object({ ...about, state: ReturnState, by: z.enum(['buyer', 'shop', 'platform']) }),
  { ...sample, state: 'return-approved', by: 'platform' },
);

/** The buyer says how it went, once it has ended. */
export const returnRated = event('return-rated', 1, z.object({ ...about, stars: z.int() }), { ...sample, stars: 4 });

/** The shop or the carrier has let a return wait for too long: a person looks at it. */
export const returnEscalated = event('return-escalated', 1, z.object({ ...about, state: ReturnState }), {
  ...sample,
  state: 'return-requested',
});
