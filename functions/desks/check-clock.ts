import * as z from 'zod';
import { deskNamed } from '../../shared/desks/desks.ts';
import { deskClockMissed } from '../../shared/desks/events.ts';
import { missed, waitsSince } from '../../shared/desks/item.ts';
import { deskItems } from '../../shared/desks/store.ts';
import { Instant } from '../../shared/kernel/values/clock.ts';
import { deadline } from '../../shared/kernel/doors/deadline.ts';
import { Clock } from '../../shared/kernel/policy/desk.ts';
import { due } from '../../shared/kernel/store/due.ts';

export const { contract, handler } = deadline({
  summary: 'Tells that something has waited longer at a desk than its clock allows, and sets the next clock.',
  payload: z.strictObject({ desk: z.string(), id: z.string(), since: Instant, clock: Clock }),
  touches: [deskItems.get, deskItems.save, due.set],
  emits: [deskClockMissed],
}, async ({ payload, now, commit }) => {
  const [desk, item] = [deskNamed(payload.desk), await deskItems.get(payload.desk, payload.id)];
  if (!waitsSince(item, payload.since)) return;
  const change = missed(desk, item, payload.clock, now);
  const next = { ...payload, clock: 'resolution' as const };
  return commit({
    writes: [
      ...(change ? [deskItems.save(change)] : []),
      ...(payload.clock === 'first-answer'
        ? [due.set(item.resolveBy, 'desks/check-clock', next)]
        : []),
    ],
  });
});
