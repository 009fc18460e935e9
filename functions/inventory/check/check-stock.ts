import { stockPartQueue } from '../../../shared/inventory/check-store.ts';
import { countPartQueue } from '../../../shared/inventory/replenishment/replenishment-store.ts';
import type { MerchantId } from '../../../shared/kernel/values/ids.ts';
import { schedule } from '../../../shared/kernel/doors/schedule.ts';
import { inPages } from '../../../shared/kernel/store/page.ts';
import { allShops, shopList } from '../../../shared/merchants/public.ts';

/** Shops whose check is one message: what is found in all of them fits into one transaction. */
const atOnce = 10;

export const { contract, handler } = schedule({
  summary:
    'Has the stock of every shop counted for the day, and compared with what lies in its warehouses and with its book.',
  every: 'day',
  at: '03:30',
  touches: [shopList, stockPartQueue, countPartQueue],
  timeout: 300_000,
}, async ({ now, calendar }) => {
  const date = calendar.dateOf(now);
  for (const partition of allShops.partitions()) {
    for await (const shops of inPages((page) => shopList(partition, page))) {
      const merchantIds = shops.map(({ id }) => id as MerchantId);
      await countPartQueue(
        merchantIds.map((merchantId) => ({ key: `count ${date} ${merchantId}`, message: { merchantId, date } })),
      );
      const parts = Array.from(
        { length: Math.ceil(merchantIds.length / atOnce) },
        (_, i) => merchantIds.slice(i * atOnce, (i + 1) * atOnce),
      );
      await stockPartQueue(
        parts.map((some) => ({ key: `${date} ${some.join(' ')}`, message: { merchantIds: some, date } })),
      );
    }
  }
});
