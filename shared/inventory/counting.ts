/** What a count in a warehouse means for the stock. Apart from the store, so that who only looks at one carries none of it. */
import { together } from '../kernel/doors/access.ts';
import type { Write } from '../kernel/store/commit.ts';
import { due } from '../kernel/store/due.ts';
import type { Instant } from '../kernel/values/clock.ts';
import { adjust, adjusting, placements } from './placement-store.ts';
import { figuresAt, placementOf } from './placement.ts';
import { stockTakeTimes } from './rulebooks.ts';
import { countCalendars } from './stock-take-store.ts';
import { countedNow, type StockTake } from './stock-take.ts';
import { stock } from './store.ts';

/** How many good units ought to lie in the warehouse of a stock-take, of each SKU of its sheet. */
export const expectedAt = Object.assign(
  async ({ lines, merchantId, warehouseId }: StockTake) =>
    new Map(
      await Promise.all(lines.map(async ({ skuId }) => {
        const [counters, begun] = await Promise.all([stock.need(skuId, merchantId), placements.get(skuId)]);
        return [skuId, figuresAt(placementOf(begun, counters), warehouseId).onHand] as const;
      })),
    ),
  together('stock-take.expected', stock.need, placements.get),
);

/**
 * Makes the stock what was counted: adds what was found and takes away what was not, while orders go on. The wait for the
 * next count begins.
 * @throws Problem warehouse-short
 */
export const settleCounts = Object.assign(
  async (take: StockTake, now: Instant): Promise<Write[]> => {
    const { id, merchantId, warehouseId } = take;
    const off = take.lines.filter(({ variance }) => variance !== 0);
    const [calendar, { remindAfter }, ...read] = await Promise.all([
      countCalendars.get(warehouseId),
      stockTakeTimes.current(now),
      ...off.map(({ skuId }) => Promise.all([stock.need(skuId, merchantId), placements.get(skuId)])),
    ]);
    const counted = countedNow(calendar, take, remindAfter, now);
    return [
      ...off.flatMap(({ variance }, i) => {
        const [counters, begun] = read[i]!;
        const movement = { kind: 'adjust' as const, quantity: variance!, reason: id, at: now };
        return adjust(counters, begun, movement, { at: warehouseId });
      }),
      ...countCalendars.save(counted),
      ...due.set(counted.after.remindAt, 'inventory/remind-stock-take', { warehouseId }),
    ];
  },
  together(
    'stock-take.settle',
    stock.need,
    placements.get,
    adjusting,
    stockTakeTimes.current,
    countCalendars.get,
    countCalendars.save,
    due.set,
  ),
);
