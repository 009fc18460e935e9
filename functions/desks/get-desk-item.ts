import * as z from 'zod';
import { DeskName, deskNamed, deskRoles } from '../../shared/desks/desks.ts';
import { DeskItemId } from '../../shared/desks/events.ts';
import { itemSeenBy } from '../../shared/desks/item-for.ts';
import { deskItems } from '../../shared/desks/store.ts';
import { DeskItemView, historyEntry, HistoryEntry, itemView } from '../../shared/desks/views.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows what waits at a desk, what people have done with it, and what can be done.',
  route: 'GET /v1/desks/{desk}/items/{itemId}',
  audience: 'operator',
  callers: deskRoles,
  input: z.strictObject({ desk: DeskName, itemId: DeskItemId }),
  answer: {
    200: z.object({ item: DeskItemView, actions: z.array(z.string()), history: z.array(HistoryEntry) }),
  },
  problems: ['not-found'],
  touches: [deskItems.need, deskItems.history],
}, async ({ input: { desk, itemId }, caller, now }) => {
  const [{ roles }, item, history] = await Promise.all([
    caller.account,
    itemSeenBy(caller, { desk, itemId }),
    deskItems.history(desk, itemId),
  ]);
  return {
    item: itemView(item, roles, now),
    actions: [...deskNamed(desk).actions],
    history: history.map(historyEntry),
  };
});
