import * as z from 'zod';
import { WarehouseId } from '../../../shared/inventory/stock.ts';
import { stockTakes, stockTakesOf } from '../../../shared/inventory/stock-take-store.ts';
import { StockTakeId, StockTakeState } from '../../../shared/inventory/stock-take.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';
import { Instant } from '../../../shared/kernel/values/clock.ts';

const Row = z.object({
  stockTakeId: StockTakeId,
  warehouseId: WarehouseId,
  state: StockTakeState,
  lines: z.int(),
  openedAt: Instant,
});

export const { contract, handler } = endpoint(
  {
    summary: "Lists the shop's stock-takes, newest first.",
    route: 'GET /v1/stock-takes',
    audience: 'merchant',
    callers: ['merchant'],
    input: z.strictObject(pageInput),
    answer: { 200: page(Row) },
    problems: ['no-shop', 'invalid-cursor'],
    touches: [stockTakes.ofMerchant],
  },
  async ({ input, caller }) =>
    stockTakes.ofMerchant(stockTakesOf(await shopOf(caller)), { ...input, newestFirst: true }),
);
