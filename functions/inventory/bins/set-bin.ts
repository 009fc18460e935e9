import { BinSummary, binSummary, BinTerms, setBin } from '../../../shared/inventory/bins/bin.ts';
import { binAt, bins, contentsOf } from '../../../shared/inventory/bins/bin-store.ts';
import { BinCode } from '../../../shared/inventory/bins/shelves-view.ts';
import { placements, warehouses } from '../../../shared/inventory/placement-store.ts';
import { WarehouseId } from '../../../shared/inventory/stock.ts';
import { warehouseOf } from '../../../shared/inventory/warehouse.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Says in which zone a bin is, how far it is to walk, what room it has and whether it is in use.',
  route: 'PUT /v1/warehouses/{warehouseId}/bins/{bin}',
  audience: 'merchant',
  callers: ['merchant'],
  input: BinTerms.extend({ warehouseId: WarehouseId, bin: BinCode }),
  answer: { 200: BinSummary },
  problems: ['no-shop', 'not-found', 'bin-unfit'],
  touches: [warehouses.get, binAt, contentsOf, placements.unchanged, bins.save],
}, async ({ input: { warehouseId, bin: code, ...terms }, caller, commit }) => {
  const merchantId = await shopOf(caller);
  const [registry, bin] = await Promise.all([warehouses.get(merchantId), binAt(merchantId, warehouseId, code)]);
  const { placement, units } = await contentsOf(bin);
  const change = setBin(bin, warehouseOf(registry, merchantId, warehouseId), terms, units);
  return commit({
    writes: [bins.save(change), ...(placement ? [placements.unchanged(placement)] : [])],
    answer: binSummary(change.after),
  });
});
