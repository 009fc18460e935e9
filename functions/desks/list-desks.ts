import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { deskClocks, deskRoles, desksSeenBy } from '../../shared/desks/desks.ts';
import { figuresOf, weekBefore } from '../../shared/desks/figures.ts';
import { countAt } from '../../shared/desks/store.ts';
import { DeskView } from '../../shared/desks/views.ts';

export const { contract, handler } = endpoint({
  summary:
    'The desks at which the caller works or that it watches, with what waits there, for how long, and what was settled.',
  route: 'GET /v1/desks',
  audience: 'operator',
  callers: deskRoles,
  answer: { 200: z.object({ items: z.array(DeskView) }) },
  touches: [countAt, deskClocks],
}, async ({ caller, now }) => {
  const { roles } = await caller.account;
  return {
    items: await Promise.all(
      desksSeenBy(roles).map(async (desk) => {
        const [clock, counted] = await Promise.all([desk.clock.current(now), countAt(desk, weekBefore(now))]);
        return {
          ...desk,
          desk: desk.deskName as z.input<typeof DeskView>['desk'],
          roles: [...desk.roles],
          watch: [...(desk.watch ?? [])],
          actions: [...desk.actions],
          clock: { firstAnswerSeconds: clock.firstAnswer / 1000, resolutionSeconds: clock.resolution / 1000 },
          clockRulebook: desk.clock.rulebookName,
          ...figuresOf(counted, now),
        };
      }),
    ),
  };
});
