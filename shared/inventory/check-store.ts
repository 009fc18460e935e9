import * as z from 'zod';
import type { SkuId } from '../catalogue/public.ts';
import { together } from '../kernel/doors/access.ts';
import { sender } from '../kernel/doors/job.ts';
import { aggregate } from '../kernel/store/aggregate.ts';
import { MerchantId } from '../kernel/values/ids.ts';
import { stockFaultsOf, type StockFault, type StockFaults } from './check.ts';
import { stockFaultsWait } from './desk.ts';
import { placements } from './placement-store.ts';
import type { Movement } from './stock.ts';
import { stock } from './store.ts';

export const stockFaults = aggregate<StockFaults>({
  name: 'stock-faults',
  prefix: 'STOCK-FAULTS',
  desks: [stockFaultsWait],
});

/** Asks for the check of some shops; `cursor` is where to go on in the one whose SKUs are too many for one page. */
export const StockPart = z.strictObject({
  merchantIds: z.array(MerchantId).min(1).max(100),
  date: z.iso.date(),
  cursor: z.string().optional(),
});
export const stockPartQueue = sender('parts', 'inventory/check-shop-stock', StockPart);

/** Movements that are added up, at the most: a book that is longer is left to its counters. */
const longestBook = 5_000;

const bookOf = async (skuId: SkuId): Promise<Movement[] | undefined> => {
  const all: Movement[] = [];
  let cursor: string | undefined;
  do {
    const page = await stock.movements(skuId, { cursor, limit: 100 });
    all.push(...page.items);
    cursor = page.cursor;
  } while (cursor && all.length < longestBook);
  return cursor ? undefined : all;
};

/** What does not agree of a SKU. Nothing when it moves while it is looked at: its turn comes again tomorrow. */
export const lookForFaults = Object.assign(async (skuId: SkuId): Promise<StockFault[]> => {
  const [before, placement] = await Promise.all([stock.get(skuId), placements.get(skuId)]);
  if (!before) return [];
  const book = await bookOf(skuId);
  const [after, placedAfter] = await Promise.all([stock.get(skuId), placements.get(skuId)]);
  const still = JSON.stringify(before) === JSON.stringify(after) && placement?.version === placedAfter?.version;
  return still ? stockFaultsOf(before, placement, book) : [];
}, together('stock-check.look', stock.get, placements.get, stock.movements));
