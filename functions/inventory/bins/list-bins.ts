import * as z from 'zod';
import { offers, type SkuId } from '../../../shared/catalogue/public.ts';
import { BinSummary } from '../../../shared/inventory/bins/bin.ts';
import { bins, binsOf, contentsOf } from '../../../shared/inventory/bins/bin-store.ts';
import { warehouses } from '../../../shared/inventory/placement-store.ts';
import { WarehouseId } from '../../../shared/inventory/stock.ts';
import { warehouseOf } from '../../../shared/inventory/warehouse.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';
import { localText } from '../../../shared/kernel/values/text.ts';

const Row = BinSummary.extend({ units: z.int(), title: localText(255).optional() });

export const { contract, handler } = endpoint({
  summary: 'Lists the bins of a warehouse in the order in which they are walked, and what lies in them.',
  route: 'GET /v1/warehouses/{warehouseId}/bins',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ ...pageInput, warehouseId: WarehouseId }),
  answer: { 200: page(Row) },
  problems: ['no-shop', 'not-found', 'invalid-cursor'],
  touches: [warehouses.get, bins.ofWarehouse, contentsOf, offers.get],
}, async ({ input: { warehouseId, ...request }, caller }) => {
  const merchantId = await shopOf(caller);
  const { id } = warehouseOf(await warehouses.get(merchantId), merchantId, warehouseId);
  const { items, cursor } = await bins.ofWarehouse(binsOf(id), request);
  const rows = items.map(async (row) => {
    const [{ units }, offer] = await Promise.all([
      contentsOf({ ...row, warehouseId: id, code: row.bin }),
      row.skuId === undefined ? undefined : offers.get(row.skuId as SkuId),
    ]);
    return { ...row, units, title: offer?.title };
  });
  return { items: await Promise.all(rows), cursor };
});
