import * as z from 'zod';
import { DeskName, deskRoles } from '../../shared/desks/desks.ts';
import { DeskItemId, deskItemReleased } from '../../shared/desks/events.ts';
import { itemFor } from '../../shared/desks/item-for.ts';
import { release } from '../../shared/desks/item.ts';
import { deskItems } from '../../shared/desks/store.ts';
import { DeskItemView, itemView } from '../../shared/desks/views.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { prose } from '../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary: 'Lets go of something that waits, with the reason: anybody at the desk can take it.',
  route: 'POST /v1/desks/{desk}/items/{itemId}/release',
  audience: 'operator',
  callers: deskRoles,
  audited: { reason: 'reason' },
  idempotent: true,
  input: z.strictObject({ desk: DeskName, itemId: DeskItemId, reason: prose(1000) }),
  answer: { 200: DeskItemView },
  problems: ['not-found', 'illegal-step', 'taken-by-another'],
  touches: [deskItems.need, deskItems.save],
  emits: [deskItemReleased],
}, async ({ input, caller, now, commit }) => {
  const change = release(await itemFor(caller, input), caller.accountId, input.reason, now);
  return commit({
    writes: [deskItems.save(change)],
    answer: itemView(change.after, (await caller.account).roles, now),
  });
});
