import { replenishmentAdvised } from '../../../shared/inventory/events.ts';
import { placements } from '../../../shared/inventory/placement-store.ts';
import { placementOf, totals } from '../../../shared/inventory/placement.ts';
import { countDay, demandOf } from '../../../shared/inventory/replenishment/history.ts';
import {
  CountPart,
  countPartQueue,
  replenishments,
  stockHistories,
} from '../../../shared/inventory/replenishment/replenishment-store.ts';
import { advise, lookAhead, termsOf } from '../../../shared/inventory/replenishment/replenishment.ts';
import { lyingIn } from '../../../shared/inventory/report/warehouse-use.ts';
import { warehouseUse } from '../../../shared/inventory/report/warehouse-use-store.ts';
import { replenishmentRules } from '../../../shared/inventory/rulebooks.ts';
import { stock } from '../../../shared/inventory/store.ts';
import { job } from '../../../shared/kernel/doors/job.ts';

/** SKUs that are counted in one transaction: each has a history, an advice and what that tells. */
const together = 20;

export const { contract, handler } = job({
  summary: 'Counts some SKUs of a shop for the day, says what to order by what they sell, and goes on with the next.',
  queue: 'house',
  message: CountPart,
  touches: [
    stock.ofMerchant,
    stock.need,
    placements.get,
    stockHistories.get,
    stockHistories.save,
    replenishments.get,
    replenishments.save,
    replenishmentRules.current,
    warehouseUse.count,
    countPartQueue,
  ],
  emits: [replenishmentAdvised],
  timeout: 300_000,
}, async ({ message: { merchantId, date, cursor }, now, commit }) => {
  const [page, rules] = await Promise.all([
    stock.ofMerchant(merchantId, { cursor, limit: together }),
    replenishmentRules.current(now),
  ]);
  const counted = await Promise.all(page.items.map(async (skuId) => {
    const [units, begun, history, replenishment] = await Promise.all([
      stock.need(skuId, merchantId),
      placements.get(skuId),
      stockHistories.get(skuId),
      replenishments.get(skuId),
    ]);
    const placement = placementOf(begun, units);
    const change = countDay(history, units, date);
    const demand = demandOf(change?.after ?? history!, date);
    const outlook = lookAhead(
      demand,
      units.available + totals(placement).inTransit,
      termsOf(replenishment, rules),
      rules,
    );
    const advice = advise(replenishment, { id: skuId, merchantId }, outlook, units.available, date);
    return {
      placement,
      writes: [...(change ? stockHistories.save(change) : []), ...(advice ? replenishments.save(advice) : [])],
    };
  }));
  await commit({
    writes: [
      ...counted.map(({ writes }) => writes),
      warehouseUse.count(merchantId, date, lyingIn(counted.map(({ placement }) => placement))),
    ],
  });
  if (page.cursor) {
    await countPartQueue([
      { key: `count ${date} ${merchantId} ${page.cursor}`, message: { merchantId, date, cursor: page.cursor } },
    ]);
  }
});
