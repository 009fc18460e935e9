import { lookThrough } from '../../../shared/catalogue/refresh/reminder-store.ts';
import { schedule } from '../../../shared/kernel/doors/schedule.ts';
import { inPages } from '../../../shared/kernel/store/page.ts';
import type { MerchantId } from '../../../shared/kernel/values/ids.ts';
import { allShops, shopList } from '../../../shared/merchants/public.ts';

export const { contract, handler } = schedule({
  summary: 'Has the listings of every shop that sells looked through for what has not been touched for long.',
  every: 'day',
  at: '05:10',
  touches: [shopList, lookThrough],
  timeout: 300_000,
}, async ({ now, calendar }) => {
  const today = calendar.dateOf(now);
  for (const partition of allShops.partitions()) {
    for await (const shops of inPages((page) => shopList(partition, { ...page, startingWith: 'active#' }))) {
      await lookThrough(shops.map(({ id }) => ({
        key: `refresh:${today}:${id}`,
        message: { merchantId: id as MerchantId },
      })));
    }
  }
});
