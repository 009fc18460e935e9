import { lookForFaults, stockFaults, StockPart, stockPartQueue } from '../../../shared/inventory/check-store.ts';
import { checkedStock, type StockFaults } from '../../../shared/inventory/check.ts';
import { stockFaultsFound } from '../../../shared/inventory/events.ts';
import { stock } from '../../../shared/inventory/store.ts';
import { job } from '../../../shared/kernel/doors/job.ts';
import type { Change } from '../../../shared/kernel/store/change.ts';

export const { contract, handler } = job({
  summary:
    'Compares the stock of some shops with their warehouses and their book, and has the rest of a large shop compared.',
  queue: 'parts',
  message: StockPart,
  touches: [stock.ofMerchant, lookForFaults, stockFaults.get, stockFaults.save, stockPartQueue],
  emits: [stockFaultsFound],
  timeout: 300_000,
}, async ({ message: { merchantIds, date, cursor }, now, commit }) => {
  const changes: Change<StockFaults>[] = [];
  for (const merchantId of merchantIds) {
    const [page, known] = await Promise.all([
      stock.ofMerchant(merchantId, { cursor, limit: 100 }),
      stockFaults.get(merchantId),
    ]);
    const found = await Promise.all(page.items.map(lookForFaults));
    const change = checkedStock(known, merchantId, page.items, found.flat(), now);
    if (change) changes.push(change);
    if (page.cursor) {
      await stockPartQueue([{
        key: `${date} ${merchantId} ${page.cursor}`,
        message: { merchantIds: [merchantId], date, cursor: page.cursor },
      }]);
    }
  }
  if (changes.length > 0) await commit({ writes: changes.map((change) => stockFaults.save(change)) });
});
