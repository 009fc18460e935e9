import { stockPartQueue } from '../../../shared/inventory/check-store.ts';
import { countPartQueue } from '../../../shared/inventory/replenishment/replenishment-store.ts';
import type { MerchantId } from '../../../shared/kernel/values/ids.ts';
import { schedule } from '../../../shared/kernel/doors/schedule.ts';
import { inPages } from '../../../shared/kernel/store/page.ts';
import { allShops, shopList } from '../../../shared/merchants/public.ts';

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
      const parts = shops.map(({ id }) => ({ merchantId: id as MerchantId, date }));
      await countPartQueue(parts.map((message) => ({ key: `count ${date} ${message.merchantId}`, message })));
      await stockPartQueue(parts.map((message) => ({ key: `${date} ${message.merchantId}`, message })));
    }
  }
});
