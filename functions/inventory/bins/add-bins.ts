import * as z from 'zod';
import { addBins, AisleTerms, binId, BinSummary, binSummary, codesOf } from '../../../shared/inventory/bins/bin.ts';
import { bins } from '../../../shared/inventory/bins/bin-store.ts';
import { warehouses } from '../../../shared/inventory/placement-store.ts';
import { WarehouseId } from '../../../shared/inventory/stock.ts';
import { warehouseOf } from '../../../shared/inventory/warehouse.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Adds a row of bins to a zone of a warehouse, in the order in which it is walked.',
  route: 'POST /v1/warehouses/{warehouseId}/bins',
  audience: 'merchant',
  callers: ['merchant'],
  idempotent: true,
  input: AisleTerms.extend({ warehouseId: WarehouseId }),
  answer: { 201: z.object({ items: z.array(BinSummary) }) },
  problems: ['no-shop', 'not-found', 'bin-exists'],
  touches: [warehouses.get, bins.get, bins.save],
}, async ({ input: { warehouseId, ...terms }, caller, commit }) => {
  const merchantId = await shopOf(caller);
  const codes = codesOf(terms);
  const [registry, ...known] = await Promise.all([
    warehouses.get(merchantId),
    ...codes.map((code) => bins.get(binId(warehouseId, code))),
  ]);
  const warehouse = warehouseOf(registry, merchantId, warehouseId);
  const changes = addBins(merchantId, warehouse, terms, codes, known.filter((bin) => bin !== undefined));
  return commit({
    writes: changes.map((change) => bins.save(change)),
    answer: { items: changes.map(({ after }) => binSummary(after)) },
  });
});
