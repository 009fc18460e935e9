import * as z from 'zod';
import { DeskName, deskRoles } from '../../shared/desks/desks.ts';
import { DeskItemId, deskItemNoted } from '../../shared/desks/events.ts';
import { itemSeenBy } from '../../shared/desks/item-for.ts';
import { note } from '../../shared/desks/item.ts';
import { deskItems } from '../../shared/desks/store.ts';
import { DeskItemView, itemView } from '../../shared/desks/views.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { prose } from '../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary: 'Notes something on what waits, for whoever looks at it next.',
  route: 'POST /v1/desks/{desk}/items/{itemId}/notes',
  audience: 'operator',
  callers: deskRoles,
  audited: { reason: 'note' },
  idempotent: true,
  input: z.strictObject({ desk: DeskName, itemId: DeskItemId, note: prose(1000) }),
  answer: { 201: DeskItemView },
  problems: ['not-found', 'illegal-step'],
  touches: [deskItems.need, deskItems.save],
  emits: [deskItemNoted],
}, async ({ input, caller, now, commit }) => {
  const change = note(await itemSeenBy(caller, input), caller.accountId, input.note, now);
  return commit({
    writes: [deskItems.save(change)],
    answer: itemView(change.after, (await caller.account).roles, now),
  });
});
