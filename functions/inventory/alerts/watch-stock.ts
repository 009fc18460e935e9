import { stockAlerted } from '../../../shared/inventory/events.ts';
import type { SkuId } from '../../../shared/catalogue/public.ts';
import { stock } from '../../../shared/inventory/store.ts';
import { thresholds, watchedStock } from '../../../shared/inventory/threshold-store.ts';
import { lookAt } from '../../../shared/inventory/threshold.ts';
import { schedule } from '../../../shared/kernel/doors/schedule.ts';
import { inPages } from '../../../shared/kernel/store/page.ts';

/** Nobody looks while nobody has set a threshold; an order is not slowed down by one. */
export const { contract, handler } = schedule({
  summary: 'Looks at the stock of SKUs that have thresholds, and tells shops of what is new.',
  every: 'hour',
  touches: [thresholds.watched, thresholds.need, stock.available, thresholds.save],
  emits: [stockAlerted],
  timeout: 300_000,
}, async ({ now, commit }) => {
  for (const partition of watchedStock.partitions()) {
    for await (const watched of inPages((page) => thresholds.watched(partition, page))) {
      await Promise.all(watched.map(async ({ skuId }) => {
        const [threshold, available = 0] = await Promise.all([thresholds.need(skuId), stock.available(skuId as SkuId)]);
        const change = lookAt(threshold, available, now);
        if (change) await commit({ writes: [thresholds.save(change)] });
      }));
    }
  }
});
