import { aggregate } from '../kernel/store/aggregate.ts';
import type { Instant } from '../kernel/values/clock.ts';
import { files } from '../kernel/files/bucket.ts';
import type { MerchantId } from '../kernel/values/ids.ts';
import { stockTakeWaits } from './desk.ts';
import type { CountCalendar, StockTake, StockTakeId, StockTakeState } from './stock-take.ts';
import type { WarehouseId } from './stock.ts';

export const stockTakesOf = (merchantId: MerchantId): string => `STOCK-TAKES-OF#${merchantId}`;

/** What lists show of a stock-take. */
export interface StockTakeSummary {
  readonly stockTakeId: StockTakeId;
  readonly warehouseId: WarehouseId;
  readonly state: StockTakeState;
  readonly lines: number;
  readonly openedAt: Instant;
}

const store = aggregate<StockTake, StockTakeSummary>({
  name: 'stock-take',
  prefix: 'STOCK-TAKE',
  indexes: { gsi1: ({ id, merchantId, openedAt }) => [stockTakesOf(merchantId), `${openedAt}#${id}`] },
  summary: ({ id: stockTakeId, warehouseId, state, lines, openedAt }) => ({
    stockTakeId,
    warehouseId,
    state,
    lines: lines.length,
    openedAt,
  }),
  desks: [stockTakeWaits],
});
export const stockTakes = { ...store, ofMerchant: store.list('stock-take.of-merchant', 'gsi1', 'STOCK-TAKES-OF#*') };

/** Count sheets as CSV, each shop's below its own folder. */
export const sheets = /* @__PURE__ */ files('documents', 'stock-takes');
export const sheetPath = ({ id, merchantId }: StockTake): string => `${merchantId}/${id}.csv`;

export const countCalendars = aggregate<CountCalendar>({ name: 'count-calendar', prefix: 'COUNT-CALENDAR' });
