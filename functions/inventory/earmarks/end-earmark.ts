import * as z from 'zod';
import { earmarks, moveEarmarked } from '../../../shared/inventory/earmarks/earmark-store.ts';
import { EarmarkId, giveBack } from '../../../shared/inventory/earmarks/earmark.ts';
import { availabilityCounted, stockGivenBack } from '../../../shared/inventory/events.ts';
import { deadline } from '../../../shared/kernel/doors/deadline.ts';

export const { contract, handler } = deadline({
  summary: 'Gives back what was set aside for a campaign that is over.',
  payload: z.strictObject({ earmarkId: EarmarkId }),
  final: ['illegal-step'],
  touches: [earmarks.need, earmarks.save, moveEarmarked],
  emits: [availabilityCounted, stockGivenBack],
}, async ({ payload: { earmarkId }, now, commit }) => {
  const change = giveBack(await earmarks.need(earmarkId), now);
  await commit({ writes: [earmarks.save(change), await moveEarmarked(change.after)] });
});
