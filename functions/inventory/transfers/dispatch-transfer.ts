import { availabilityCounted, transferDispatched } from '../../../shared/inventory/events.ts';
import { warehouses } from '../../../shared/inventory/placement-store.ts';
import { dispatchTransfer, TransferTerms, transferView, TransferView } from '../../../shared/inventory/transfer.ts';
import { carryOut, transfers } from '../../../shared/inventory/transfer-store.ts';
import { warehouseOf } from '../../../shared/inventory/warehouse.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Sends goods from one warehouse of the shop to another. Until they have arrived nobody can buy them.',
  route: 'POST /v1/transfers',
  audience: 'merchant',
  callers: ['merchant'],
  idempotent: true,
  input: TransferTerms,
  answer: { 201: TransferView },
  problems: ['no-shop', 'not-found', 'out-of-stock', 'warehouse-short'],
  touches: [warehouses.get, carryOut, transfers.save],
  emits: [availabilityCounted, transferDispatched],
}, async ({ input, caller, now, newId, commit }) => {
  const merchantId = await shopOf(caller);
  const registry = await warehouses.get(merchantId);
  for (const one of [input.from, input.to]) warehouseOf(registry, merchantId, one);
  const change = dispatchTransfer(newId('transfer'), merchantId, input, now);
  return commit({ writes: [transfers.save(change), await carryOut(change.after)], answer: transferView(change.after) });
});
