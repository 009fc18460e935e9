import * as z from 'zod';
import { stockTakeDue } from '../../../shared/inventory/events.ts';
import { stockTakeTimes } from '../../../shared/inventory/rulebooks.ts';
import { WarehouseId } from '../../../shared/inventory/stock.ts';
import { countCalendars } from '../../../shared/inventory/stock-take-store.ts';
import { remindOfCount } from '../../../shared/inventory/stock-take.ts';
import { deadline } from '../../../shared/kernel/doors/deadline.ts';
import { due } from '../../../shared/kernel/store/due.ts';

export const { contract, handler } = deadline({
  summary: 'Reminds a shop of a warehouse that was not counted for long, and again after as long.',
  payload: z.strictObject({ warehouseId: WarehouseId }),
  final: [],
  touches: [countCalendars.need, stockTakeTimes.current, countCalendars.save, due.set],
  emits: [stockTakeDue],
}, async ({ payload: { warehouseId }, dueAt, now, commit }) => {
  const [calendar, { remindAfter }] = await Promise.all([
    countCalendars.need(warehouseId),
    stockTakeTimes.current(now),
  ]);
  const change = remindOfCount(calendar, dueAt, remindAfter);
  if (!change) return;
  await commit({
    writes: [
      countCalendars.save(change),
      due.set(change.after.remindAt, 'inventory/remind-stock-take', { warehouseId }),
    ],
  });
});
