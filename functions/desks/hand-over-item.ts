import * as z from 'zod';
import { DeskName, deskRoles, mustWorkAt } from '../../shared/desks/desks.ts';
import { DeskItemId, deskItemHandedOver } from '../../shared/desks/events.ts';
import { itemFor } from '../../shared/desks/item-for.ts';
import { handOver } from '../../shared/desks/item.ts';
import { deskItems } from '../../shared/desks/store.ts';
import { DeskItemView, itemView } from '../../shared/desks/views.ts';
import { accounts } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { AccountId } from '../../shared/kernel/values/ids.ts';
import { prose } from '../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary: 'Hands something that waits over to a colleague at the same desk, who is told.',
  route: 'POST /v1/desks/{desk}/items/{itemId}/hand-over',
  audience: 'operator',
  callers: deskRoles,
  audited: { reason: 'note' },
  idempotent: true,
  input: z.strictObject({
    desk: DeskName,
    itemId: DeskItemId,
    to: AccountId,
    note: prose(1000),
  }),
  answer: { 200: DeskItemView },
  problems: ['not-found', 'illegal-step', 'taken-by-another', 'colleague-unfit'],
  touches: [accounts.get, deskItems.need, deskItems.save],
  emits: [deskItemHandedOver],
}, async ({ input: { to, note, ...which }, caller, now, commit }) => {
  const [item, colleague] = await Promise.all([itemFor(caller, which), accounts.get(to)]);
  mustWorkAt(which.desk, colleague);
  const change = handOver(item, { by: caller.accountId, to, note }, now);
  return commit({
    writes: [deskItems.save(change)],
    answer: itemView(change.after, (await caller.account).roles, now),
  });
});
