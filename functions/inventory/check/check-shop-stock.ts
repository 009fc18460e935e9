import { lookForFaults, stockFaults, StockPart, stockPartQueue } from '../../../shared/inventory/check-store.ts';
import { checkedStock } from '../../../shared/inventory/check.ts';
import { stockFaultsFound } from '../../../shared/inventory/events.ts';
import { stock } from '../../../shared/inventory/store.ts';
import { job } from '../../../shared/kernel/doors/job.ts';

export const { contract, handler } = job({
  summary: 'Compares the stock of some SKUs of a shop with its warehouses and its book, and goes on with the next.',
  queue: 'parts',
  message: StockPart,
  touches: [stock.ofMerchant, lookForFaults, stockFaults.get, stockFaults.save, stockPartQueue],
  emits: [stockFaultsFound],
  timeout: 300_000,
}, async ({ message: { merchantId, date, cursor }, now, commit }) => {
  const page = await stock.ofMerchant(merchantId, { cursor, limit: 100 });
  const found = await Promise.all(page.items.map(lookForFaults));
  const change = checkedStock(await stockFaults.get(merchantId), merchantId, page.items, found.flat(), now);
  if (change) await commit({ writes: [stockFaults.save(change)] });
  if (page.cursor) {
    await stockPartQueue([
      { key: `${date} ${merchantId} ${page.cursor}`, message: { merchantId, date, cursor: page.cursor } },
    ]);
  }
});
