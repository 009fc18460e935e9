/** What lies in a warehouse and has no bin. */
import { offers, type SkuId } from '../../catalogue/public.ts';
import { together } from '../../kernel/doors/access.ts';
import { inPages, type Page } from '../../kernel/store/page.ts';
import type { MerchantId } from '../../kernel/values/ids.ts';
import { looseOf, placements } from '../placement-store.ts';
import { placementOf, shelvesAt } from '../placement.ts';
import { stockHistories } from '../replenishment/replenishment-store.ts';
import { turnoverOf } from '../report/turnover.ts';
import type { BinPlacement } from '../rulebooks.ts';
import type { WarehouseId } from '../stock.ts';
import { stock } from '../store.ts';
import { binId } from './bin.ts';
import { bins, openPutAways, putAways } from './bin-store.ts';
import { mostPutAway, speedOf, type Loose } from './put-away.ts';

/** SKUs that are looked at for one list. */
const mostLookedAt = 300;

/** The bins of a SKU that are offered again, those with the fewest units first. */
const mostHomes = 5;

const busyIn = async (warehouseId: WarehouseId): Promise<ReadonlySet<string>> => {
  const { items } = await putAways.open(openPutAways(warehouseId), { limit: 100 });
  const lists = await Promise.all(items.map(({ putAwayId }) => putAways.need(putAwayId)));
  return new Set(
    lists.flatMap(({ lines }) => lines.filter(({ quantity, done }) => done < quantity).map(({ skuId }) => skuId)),
  );
};

/** What of a SKU is loose in a warehouse, and where the rest of it lies. */
const looseAt = async (
  skuId: SkuId,
  merchantId: MerchantId,
  warehouseId: WarehouseId,
  rules: BinPlacement,
  date: string,
): Promise<Loose | undefined> => {
  const [counters, begun] = await Promise.all([stock.need(skuId, merchantId), placements.get(skuId)]);
  const { loose, bins: lies } = shelvesAt(placementOf(begun, counters), warehouseId);
  if (loose === 0) return undefined;
  const codes = Object.entries(lies).sort(([, a], [, b]) => a - b).slice(0, mostHomes);
  const [offer, history, ...homes] = await Promise.all([
    offers.get(skuId),
    stockHistories.get(skuId),
    ...codes.map(async ([code, units]) => ({ bin: await bins.need(binId(warehouseId, code)), units })),
  ]);
  return {
    skuId,
    code: offer?.code ?? skuId,
    title: offer?.title,
    quantity: loose,
    ...speedOf(history ? turnoverOf(history, counters, date) : { days: 0, sold: 0 }, rules),
    homes: homes.filter(({ bin }) => bin.open),
  };
};

/**
 * What is to be put away in a warehouse and is on nobody's list: first the SKUs that have bins, then, where a cursor or
 * nothing says that it was done before, a page of those that have never had one.
 */
export const looseIn = Object.assign(
  async (
    merchantId: MerchantId,
    warehouseId: WarehouseId,
    { cursor, rules, date }: {
      readonly cursor?: string | undefined;
      readonly rules: BinPlacement;
      readonly date: string;
    },
  ): Promise<{ readonly loose: readonly Loose[]; readonly next?: string | undefined }> => {
    const busy = await busyIn(warehouseId);
    const found = new Map<SkuId, Loose>();
    const look = async (skus: readonly SkuId[]): Promise<void> => {
      const fresh = skus.filter((skuId) => !busy.has(skuId) && !found.has(skuId));
      for (const one of await Promise.all(fresh.map((sku) => looseAt(sku, merchantId, warehouseId, rules, date)))) {
        if (one && found.size < mostPutAway) found.set(one.skuId, one);
      }
    };
    let looked = 0;
    for await (const page of inPages((request) => placements.loose(looseOf(merchantId), request))) {
      await look(page.map(({ id }) => id as SkuId));
      looked += page.length;
      if (found.size === mostPutAway || looked >= mostLookedAt) break;
    }
    // A page of the size of a list, so that nothing of it is left out: what fits goes on the list, the next one goes on.
    const room = mostPutAway - found.size;
    if (room === 0) return { loose: [...found.values()], next: cursor };
    const others: Page<SkuId> = await stock.ofMerchant(merchantId, { cursor, limit: room });
    await look(others.items);
    return { loose: [...found.values()], next: others.cursor };
  },
  together(
    'put-away.loose',
    putAways.open,
    putAways.need,
    placements.loose,
    placements.get,
    stock.ofMerchant,
    stock.need,
    stockHistories.get,
    offers.get,
    bins.need,
  ),
);
