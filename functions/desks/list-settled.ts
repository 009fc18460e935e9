import * as z from 'zod';
import { DeskName, deskSeenBy, deskRoles } from '../../shared/desks/desks.ts';
import { deskItems, settledList } from '../../shared/desks/store.ts';
import { DeskItemView, itemView } from '../../shared/desks/views.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../shared/kernel/store/page.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists what was settled at a desk and by whom, the last first; without what waits there again.',
  route: 'GET /v1/desks/{desk}/settled',
  audience: 'operator',
  callers: deskRoles,
  input: z.strictObject({ desk: DeskName, ...pageInput }),
  answer: { 200: page(DeskItemView) },
  problems: ['not-found', 'invalid-cursor'],
  touches: [settledList, deskItems.get],
}, async ({ input: { desk, ...request }, caller, now }) => {
  const { roles } = await caller.account;
  const { items: ids, cursor } = await settledList(deskSeenBy(desk, roles), request);
  const items = await Promise.all(ids.map((id) => deskItems.get(desk, id)));
  return { items: items.flatMap((item) => (item?.settledAt ? [itemView(item, roles, now)] : [])), cursor };
});
