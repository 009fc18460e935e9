import * as z from 'zod';
import { bins, freeBins, putAways } from '../../../shared/inventory/bins/bin-store.ts';
import { looseIn } from '../../../shared/inventory/bins/loose-store.ts';
import {
  mostPutAway,
  offerBins,
  openPutAway,
  putAwayView,
  PutAwayView,
} from '../../../shared/inventory/bins/put-away.ts';
import { warehouses } from '../../../shared/inventory/placement-store.ts';
import { binPlacement } from '../../../shared/inventory/rulebooks.ts';
import { WarehouseId } from '../../../shared/inventory/stock.ts';
import { warehouseOf } from '../../../shared/inventory/warehouse.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { pageInput } from '../../../shared/kernel/store/page.ts';

export const { contract, handler } = endpoint({
  summary:
    `Begins a round of putting away: up to ${mostPutAway} SKUs with units in no bin, and a bin for each by how fast it sells.`,
  route: 'POST /v1/put-aways',
  audience: 'merchant',
  callers: ['merchant'],
  idempotent: true,
  input: z.strictObject({
    warehouseId: WarehouseId,
    cursor: pageInput.cursor.meta({
      description: 'Where the list before this one ended, among SKUs that never had a bin',
    }),
  }),
  answer: { 201: PutAwayView },
  problems: ['no-shop', 'not-found', 'invalid-cursor'],
  touches: [warehouses.get, binPlacement.current, looseIn, bins.free, putAways.save],
}, async ({ input: { warehouseId, cursor }, caller, now, calendar, newId, commit }) => {
  const merchantId = await shopOf(caller);
  const [registry, rules] = await Promise.all([warehouses.get(merchantId), binPlacement.current(now)]);
  const { id } = warehouseOf(registry, merchantId, warehouseId);
  const [{ loose, next }, near, far] = await Promise.all([
    looseIn(merchantId, id, { cursor, rules, date: calendar.dateOf(now) }),
    bins.free(freeBins(id), { limit: 100 }),
    bins.free(freeBins(id), { limit: mostPutAway, newestFirst: true }),
  ]);
  const known = new Set(near.items.map(({ bin }) => bin));
  const free = [...near.items, ...far.items.filter(({ bin }) => !known.has(bin)).reverse()];
  const lines = offerBins(loose, free.map(({ bin: code, ...bin }) => ({ code, ...bin })));
  const change = openPutAway(newId('putAway'), { merchantId, warehouseId: id, next }, lines, now);
  return commit({ writes: [putAways.save(change)], answer: putAwayView(change.after) });
});
