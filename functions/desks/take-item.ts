import * as z from 'zod';
import { DeskName, deskRoles } from '../../shared/desks/desks.ts';
import { DeskItemId, deskItemTaken } from '../../shared/desks/events.ts';
import { itemFor } from '../../shared/desks/item-for.ts';
import { take } from '../../shared/desks/item.ts';
import { deskItems } from '../../shared/desks/store.ts';
import { DeskItemView, itemView } from '../../shared/desks/views.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { AccountId } from '../../shared/kernel/values/ids.ts';

export const { contract, handler } = endpoint({
  summary: 'Takes something that waits. Who takes it first stays accountable.',
  route: 'POST /v1/desks/{desk}/items/{itemId}/take',
  audience: 'operator',
  callers: deskRoles,
  audited: true,
  idempotent: true,
  input: z.strictObject({
    desk: DeskName,
    itemId: DeskItemId,
    over: AccountId.optional().meta({
      description: 'The colleague from whom it is taken; without it, what another has is refused',
    }),
  }),
  answer: { 200: DeskItemView },
  problems: ['not-found', 'illegal-step', 'taken-by-another'],
  touches: [deskItems.need, deskItems.save],
  emits: [deskItemTaken],
}, async ({ input, caller, now, commit }) => {
  const change = take(await itemFor(caller, input), caller.accountId, input.over, now);
  return commit({
    writes: [deskItems.save(change)],
    answer: itemView(change.after, (await caller.account).roles, now),
  });
});
