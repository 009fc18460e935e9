import { stockAlerted } from '../../../shared/inventory/events.ts';
import type { SkuId } from '../../../shared/catalogue/public.ts';
import { stock } from '../../../shared/inventory/store.ts';
import { thresholds, watchedStock } from '../../../shared/inventory/threshold-store.ts';
import { lookAt } from '../../../shared/inventory/threshold.ts';
import { schedule } from '../../../shared/kernel/doors/schedule.ts';

/** Nobody looks while nobody has set a threshold; an order is not slowed down by one. */
export const { contract, handler } = schedule({
  summary: 'Looks at the stock of SKUs that have thresholds, and tells shops of what is new.',
  every: 'hour',
  touches: [thresholds.watched, thresholds.need, stock.available, thresholds.save],
  emits: [stockAlerted],
  timeout: 300_000,
}, async ({ now, commit }) => {
  for (const partition of watchedStock.partitions()) {
    let cursor: string | undefined;
    do {
      const { items, cursor: next } = await thresholds.watched(partition, { cursor, limit: 100 });
      await Promise.all(items.map(async ({ skuId }) => {
        const [threshold, available = 0] = await Promise.all([thresholds.need(skuId), stock.available(skuId as SkuId)]);
        const change = lookAt(threshold, available, now);
        if (change) await commit({ writes: [thresholds.save(change)] });
      }));
      cursor = next;
    } while (cursor);
  }
});
