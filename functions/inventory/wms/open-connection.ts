import { warehouses } from '../../../shared/inventory/placement-store.ts';
import { warehouseOf } from '../../../shared/inventory/warehouse.ts';
import { connections } from '../../../shared/inventory/wms/connection-store.ts';
import {
  ConnectionTerms,
  connectionView,
  ConnectionView,
  openConnection,
} from '../../../shared/inventory/wms/connection.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary:
    'Lets an outside warehouse system speak for a warehouse of the shop. Its secret can be read for a quarter of an hour.',
  route: 'POST /v1/wms-connections',
  audience: 'merchant',
  callers: ['merchant'],
  idempotent: true,
  input: ConnectionTerms,
  answer: { 201: ConnectionView },
  problems: ['no-shop', 'not-found'],
  touches: [warehouses.get, connections.save],
}, async ({ input: { name, warehouseId }, caller, now, newId, commit }) => {
  const merchantId = await shopOf(caller);
  const { id } = warehouseOf(await warehouses.get(merchantId), merchantId, warehouseId);
  const change = openConnection(newId('wmsConnection'), merchantId, { name, warehouseId: id }, now);
  return commit({ writes: [connections.save(change)], answer: connectionView(change.after) });
});
