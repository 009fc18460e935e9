import * as z from 'zod';
import { DeskName, deskRoles } from '../../shared/desks/desks.ts';
import { DeskItemId, deskItemSnoozed } from '../../shared/desks/events.ts';
import { itemFor } from '../../shared/desks/item-for.ts';
import { snooze } from '../../shared/desks/item.ts';
import { deskItems } from '../../shared/desks/store.ts';
import { DeskItemView, itemView } from '../../shared/desks/views.ts';
import { Instant } from '../../shared/kernel/values/clock.ts';
import { due } from '../../shared/kernel/store/due.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { prose } from '../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary: 'Puts something off for at the most seven days, with the reason; its clocks run on.',
  route: 'POST /v1/desks/{desk}/items/{itemId}/snooze',
  audience: 'operator',
  callers: deskRoles,
  audited: { reason: 'reason' },
  idempotent: true,
  input: z.strictObject({
    desk: DeskName,
    itemId: DeskItemId,
    until: Instant,
    reason: prose(1000),
  }),
  answer: { 200: DeskItemView },
  problems: ['not-found', 'illegal-step', 'taken-by-another'],
  touches: [deskItems.need, deskItems.save, due.set],
  emits: [deskItemSnoozed],
}, async ({ input: { until, reason, ...which }, caller, now, commit }) => {
  const change = snooze(await itemFor(caller, which), { by: caller.accountId, until, reason }, now);
  return commit({
    writes: [deskItems.save(change), due.set(until, 'desks/wake-item', { ...which, until })],
    answer: itemView(change.after, (await caller.account).roles, now),
  });
});
