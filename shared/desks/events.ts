import * as z from 'zod';
import { Instant } from '../kernel/values/clock.ts';
import { Role } from '../kernel/doors/contract.ts';
import { Clock } from '../kernel/policy/desk.ts';
import { event } from '../kernel/events.ts';
import { AccountId } from '../kernel/values/ids.ts';

/** The id of the thing that waits. */
export const DeskItemId = z.string().regex(/^[\w-]{1,64}$/);
const name = z.string().regex(/^[a-z-]{1,40}$/);
const subject = { desk: name, itemId: DeskItemId, since: Instant, at: Instant };
const sample = {
  desk: 'payment-exceptions',
  itemId: 'pex_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
  since: '2026-11-22T08:00:00.000Z',
  at: '2026-11-22T09:00:00.000Z',
};
const by = '0b54f0c1-6f8e-4a6c-9f43-1f2a3b4c5d6e';
const colleague = '6f1c5a52-6a44-4d0e-9d4e-0f5b1f3f2a11';

/** Somebody sees to it; `over` a colleague who had it. */
export const deskItemTaken = event(
  'desk-item-taken',
  1,
  z.object({ ...subject, by: AccountId, over: AccountId.optional() }),
  { ...sample, by },
);
export const deskItemHandedOver = event(
  'desk-item-handed-over',
  1,
  z.object({ ...subject, by: AccountId, to: AccountId, note: z.string() }),
  { ...sample, by, to: colleague, note: 'The bank writes in Portuguese' },
);
export const deskItemNoted = event('desk-item-noted', 1, z.object({ ...subject, by: AccountId, note: z.string() }), {
  ...sample,
  by,
  note: 'Asked the bank',
});
export const deskItemSnoozed = event(
  'desk-item-snoozed',
  1,
  z.object({ ...subject, by: AccountId, until: Instant, reason: z.string() }),
  { ...sample, by, until: '2026-11-23T08:00:00.000Z', reason: 'The bank answers tomorrow' },
);
/** Nobody has it any more: its colleague let go of it. */
export const deskItemReleased = event(
  'desk-item-released',
  1,
  z.object({ ...subject, by: AccountId, reason: z.string() }),
  { ...sample, by, reason: 'On holiday' },
);
/** A clock of the desk has run out, and who is told of it. */
export const deskClockMissed = event(
  'desk-clock-missed',
  1,
  z.object({ ...subject, clock: Clock, tell: Role, holder: AccountId.optional() }),
  { ...sample, clock: 'first-answer', tell: 'finance' },
);
/** What waits on one day at the desks of a role. */
export const desksCounted = event(
  'desks-counted',
  1,
  z.object({
    date: z.iso.date(),
    tell: Role,
    desks: z.array(z.object({ desk: name, waiting: z.int(), late: z.int(), oldest: Instant })),
  }),
  {
    date: '2026-11-22',
    tell: 'finance',
    desks: [{ desk: 'payment-exceptions', waiting: 12, late: 2, oldest: '2026-11-20T08:00:00.000Z' }],
  },
);
