import { lookThrough } from '../../../shared/catalogue/refresh/reminder-store.ts';
import { listingRefresh } from '../../../shared/catalogue/rulebooks.ts';
import { listingsOf, listingsOfMerchant } from '../../../shared/catalogue/store.ts';
import { schedule } from '../../../shared/kernel/doors/schedule.ts';
import { inPages } from '../../../shared/kernel/store/page.ts';
import { after } from '../../../shared/kernel/values/clock.ts';
import type { MerchantId } from '../../../shared/kernel/values/ids.ts';
import { allShops, shopList } from '../../../shared/merchants/public.ts';

export const { contract, handler } = schedule({
  summary: 'Has the listings of the shops looked through that sell something which was not touched for long.',
  every: 'day',
  at: '05:10',
  touches: [listingRefresh.current, shopList, listingsOfMerchant, lookThrough],
  timeout: 300_000,
}, async ({ now, calendar }) => {
  const today = calendar.dateOf(now);
  const { untouchedFor } = await listingRefresh.current(now);
  const grewOld = async (merchantId: MerchantId): Promise<boolean> => {
    const { items: [oldest] } = await listingsOfMerchant(listingsOf(merchantId), {
      startingWith: 'on-sale#',
      limit: 1,
    });
    return oldest !== undefined && after(oldest.updatedAt, untouchedFor) <= now;
  };
  for (const partition of allShops.partitions()) {
    for await (const shops of inPages((page) => shopList(partition, { ...page, startingWith: 'active#' }))) {
      const ids = shops.map(({ id }) => id as MerchantId);
      const old = await Promise.all(ids.map(grewOld));
      await lookThrough(
        ids.filter((_, i) => old[i]).map((merchantId) => ({
          key: `refresh:${today}:${merchantId}`,
          message: { merchantId },
        })),
      );
    }
  }
});
