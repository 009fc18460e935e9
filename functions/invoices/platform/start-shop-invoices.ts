import { schedule } from '../../../shared/kernel/doors/schedule.ts';
import { inPages } from '../../../shared/kernel/store/page.ts';
import type { MerchantId } from '../../../shared/kernel/values/ids.ts';
import { invoicedMonths, invoiceShopQueue, monthDone, nextMonth } from '../../../shared/invoices/platform/months.ts';
import { monthBefore } from '../../../shared/invoices/platform/platform-invoice.ts';
import { monthsInvoiced } from '../../../shared/invoices/store.ts';
import { allShops, shopList } from '../../../shared/merchants/public.ts';

/** A run that is cut off is done again: a shop that has its invoice of the month gets no other. */
export const { contract, handler } = schedule({
  summary: 'Has every shop invoiced for the month that is over, once its books are closed: a job for each.',
  every: 'day',
  at: '04:00',
  touches: [monthsInvoiced.get, monthsInvoiced.save, shopList, invoiceShopQueue],
  timeout: 300_000,
}, async ({ now, calendar, commit }) => {
  const done = await monthsInvoiced.get(invoicedMonths);
  const month = nextMonth(done, monthBefore(calendar.dateOf(now)));
  if (!month) return;
  for (const partition of allShops.partitions()) {
    for await (const shops of inPages((page) => shopList(partition, page))) {
      await invoiceShopQueue(shops.map(({ id }) => ({
        key: `${id} ${month}`,
        message: { merchantId: id as MerchantId, month },
      })));
    }
  }
  await commit({ writes: [monthsInvoiced.save(monthDone(done, month))] });
});
