import * as z from 'zod';
import { wake } from '../../shared/desks/item.ts';
import { deskItems } from '../../shared/desks/store.ts';
import { Instant } from '../../shared/kernel/values/clock.ts';
import { deadline } from '../../shared/kernel/doors/deadline.ts';

export const { contract, handler } = deadline({
  summary: 'Brings what was put off back into the list of what waits.',
  payload: z.strictObject({ desk: z.string(), itemId: z.string(), until: Instant }),
  touches: [deskItems.get, deskItems.save],
}, async ({ payload: { desk, itemId, until }, commit }) => {
  const item = await deskItems.get(desk, itemId);
  const change = item && wake(item, until);
  if (change) await commit({ writes: [deskItems.save(change)] });
});
