import * as z from 'zod';
import { ownedWarehouse } from '../../../shared/inventory/bins/gather-store.ts';
import { WarehouseId } from '../../../shared/inventory/stock.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import {
  mostShipments,
  openPicking,
  PickingView,
  pickingView,
  takeUp,
} from '../../../shared/inventory/picking/picking.ts';
import { nextRound, pickings } from '../../../shared/inventory/picking/picking-store.ts';
import { shipments } from '../../../shared/logistics/public.ts';

export const { contract, handler } = endpoint({
  summary:
    `Begins a round through a warehouse: the goods of up to ${mostShipments} shipments that wait, in the order in which their bins are walked.`,
  route: 'POST /v1/pickings',
  audience: 'merchant',
  callers: ['merchant'],
  idempotent: true,
  input: z.strictObject({ warehouseId: WarehouseId }),
  answer: { 201: PickingView },
  problems: ['no-shop', 'not-found'],
  touches: [ownedWarehouse, nextRound, shipments.save, pickings.save],
}, async ({ input, caller, now, newId, commit }) => {
  const merchantId = await shopOf(caller);
  const warehouseId = await ownedWarehouse(merchantId, input.warehouseId);
  const { lines, taken } = await nextRound(merchantId, warehouseId);
  const change = openPicking(newId('picking'), { merchantId, warehouseId }, lines, now);
  return commit({
    writes: [
      pickings.save(change),
      ...taken.map((shipment) => shipments.save(takeUp(shipment, warehouseId, change.after.id))),
    ],
    answer: pickingView(change.after),
  });
});
