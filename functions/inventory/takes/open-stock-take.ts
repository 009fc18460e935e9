import * as z from 'zod';
import { offers } from '../../../shared/catalogue/public.ts';
import { sheetOf } from '../../../shared/inventory/count-sheet.ts';
import { warehouses } from '../../../shared/inventory/placement-store.ts';
import { mostCountedLines } from '../../../shared/inventory/policy.ts';
import { WarehouseId } from '../../../shared/inventory/stock.ts';
import { sheets, sheetPath, stockTakes } from '../../../shared/inventory/stock-take-store.ts';
import { openStockTake, stockTakeView, StockTakeView } from '../../../shared/inventory/stock-take.ts';
import { stock } from '../../../shared/inventory/store.ts';
import { warehouseOf } from '../../../shared/inventory/warehouse.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { pageInput } from '../../../shared/kernel/store/page.ts';
import { inLocale } from '../../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary: `Begins to count a warehouse: a sheet of the next ${mostCountedLines} SKUs of the shop, also as CSV.`,
  route: 'POST /v1/stock-takes',
  audience: 'merchant',
  callers: ['merchant'],
  idempotent: true,
  input: z.strictObject({
    warehouseId: WarehouseId,
    cursor: pageInput.cursor.meta({ description: 'Where the sheet before this one ended; the first SKUs unless said' }),
  }),
  answer: { 201: StockTakeView },
  problems: ['no-shop', 'not-found', 'invalid-cursor'],
  touches: [warehouses.get, stock.ofMerchant, offers.get, sheets.write, stockTakes.save],
}, async ({ input: { warehouseId, cursor }, caller, now, newId, commit }) => {
  const merchantId = await shopOf(caller);
  const [registry, found] = await Promise.all([
    warehouses.get(merchantId),
    stock.ofMerchant(merchantId, { cursor, limit: mostCountedLines }),
  ]);
  const of = { merchantId, warehouseId: warehouseOf(registry, merchantId, warehouseId).id, next: found.cursor };
  const change = openStockTake(newId('stockTake'), of, found.items, now);
  const named = await Promise.all(
    found.items.map(async (skuId) => {
      const title = (await offers.get(skuId))?.title;
      return [skuId, title ? inLocale(title, 'zh') : ''] as const;
    }),
  );
  await sheets.write(sheetPath(change.after), sheetOf(change.after, new Map(named)), 'text/csv; charset=utf-8');
  return commit({ writes: [stockTakes.save(change)], answer: stockTakeView(change.after) });
});
