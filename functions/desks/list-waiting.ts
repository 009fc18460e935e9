import * as z from 'zod';
import { DeskName, deskRoles, deskSeenBy, desksOf, desksWatchedBy } from '../../shared/desks/desks.ts';
import { cursorOf, merged, placeOfCursor } from '../../shared/desks/merge.ts';
import { deskItems, placesAt } from '../../shared/desks/store.ts';
import { DeskItemView, itemView } from '../../shared/desks/views.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../shared/kernel/store/page.ts';

export const { contract, handler } = endpoint({
  summary:
    'What waits for the caller: one list over all desks of its roles, what has to be settled first coming first.',
  route: 'GET /v1/waiting',
  audience: 'operator',
  callers: deskRoles,
  input: z.strictObject({
    list: z.enum(['waiting', 'mine', 'late', 'snoozed', 'watched']).default('waiting').meta({
      description: 'All that waits; what the caller has taken; what a clock has run out for; what is put off; '
        + 'what waits at desks that the caller watches, where it only looks on',
    }),
    desk: DeskName.optional(),
    ...pageInput,
  }),
  answer: { 200: page(DeskItemView) },
  problems: ['not-found', 'invalid-cursor'],
  touches: [placesAt, deskItems.get],
}, async ({ input: { list, desk, cursor, limit }, caller, now }) => {
  const { roles } = await caller.account;
  const start = placeOfCursor(list, cursor);
  const at = desk ? [deskSeenBy(desk, roles)] : list === 'watched' ? desksWatchedBy(roles) : desksOf(roles);
  const view = list === 'watched' ? 'waiting' : list;
  const lists = await Promise.all(at.map((one) => placesAt(view, one, caller.accountId, start, limit)));
  const { page: places, next } = merged(lists, limit);
  // The index may be a moment behind; the items themselves are read as they are.
  const items = await Promise.all(places.map((place) => deskItems.get(place.desk, place.id)));
  return {
    items: items.flatMap((item) => (item && !item.settledAt ? [itemView(item, roles, now)] : [])),
    ...(next && { cursor: cursorOf(list, next) }),
  };
});
