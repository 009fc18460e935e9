import type * as z from 'zod';
import { together } from '../../kernel/doors/access.ts';
import { aggregate } from '../../kernel/store/aggregate.ts';
import { firstRank } from '../../kernel/store/rank.ts';
import type { Write } from '../../kernel/store/commit.ts';
import type { MerchantId } from '../../kernel/values/ids.ts';
import { type Shipment, shipments, shipmentsOfMerchant } from '../../logistics/public.ts';
import { leftToGather, whereLies, type Lying } from '../bins/gather-store.ts';
import type { WarehouseId } from '../stock.ts';
import {
  isGathered,
  mostLines,
  mostShipments,
  pickingSummary,
  planPicks,
  putBack,
  unclaimed,
  unfinished,
  type Picking,
  type PickingSummary,
  type PickLine,
  type Wanted,
} from './picking.ts';

export const pickingsOf = (merchantId: MerchantId): string => `PICKINGS-OF#${merchantId}`;
const openPickings = (warehouseId: WarehouseId): string => `OPEN-PICKINGS#${warehouseId}`;

const store = aggregate<Picking, z.input<typeof PickingSummary>>({
  name: 'picking',
  prefix: 'PICKING',
  indexes: {
    gsi1: ({ id, merchantId, openedAt }) => [pickingsOf(merchantId), `${openedAt}#${id}`],
    gsi2: ({ id, warehouseId, state }) => (state === 'open' ? [openPickings(warehouseId), id] : undefined),
  },
  summary: pickingSummary,
});
export const pickings = {
  ...store,
  ofMerchant: store.list('picking.of-merchant', 'gsi1', 'PICKINGS-OF#*'),
  open: store.list('picking.open', 'gsi2', 'OPEN-PICKINGS#*'),
};

/** Pages of a shop's shipments in one state that are looked through for one round. */
const mostPages = 5;

/** The shipments of a shop that wait to be picked in a warehouse, those with priority first, then the first that are to leave. */
async function* waitingIn(merchantId: MerchantId, warehouseId: WarehouseId): AsyncGenerator<Shipment> {
  const order = [['booked', firstRank], ['opened', firstRank], ['booked', undefined], ['opened', undefined]] as const;
  for (const [state, rank] of order) {
    let cursor: string | undefined;
    for (let pages = 0; pages < mostPages; pages += 1) {
      const request = { cursor, limit: 100, ...(rank && { startingWith: rank }) };
      const page = await shipments.ofMerchant(shipmentsOfMerchant(merchantId, state), request);
      for (const { shipmentId, packedAt, pickedIn, priority } of page.items) {
        if (packedAt || pickedIn?.includes(warehouseId) || (!rank && priority)) continue;
        const shipment = await shipments.need(shipmentId);
        if (isGathered(shipment) && !shipment.pickings?.[warehouseId]) yield shipment;
      }
      if (!page.cursor) break;
      cursor = page.cursor;
    }
  }
}

/** The next round through a warehouse: what its lines are, and of which shipments. */
export const nextRound = Object.assign(
  async (
    merchantId: MerchantId,
    warehouseId: WarehouseId,
  ): Promise<{ readonly lines: readonly PickLine[]; readonly taken: readonly Shipment[] }> => {
    const wanted: Wanted[] = [];
    const taken: Shipment[] = [];
    for await (const shipment of waitingIn(merchantId, warehouseId)) {
      const { id: shipmentId, orderId, lines } = shipment;
      const left = await leftToGather({ shipmentId, orderId, merchantId, lines }, warehouseId);
      if (left.length === 0) continue;
      if (wanted.length + left.length > mostLines / 2) break;
      taken.push(shipment);
      wanted.push(...left.map(({ skuId, quantity }) => {
        const { code, title } = lines.find((line) => line.skuId === skuId)!;
        return { shipmentId, orderId, skuId, code, title, quantity };
      }));
      if (taken.length === mostShipments) break;
    }
    const skus = [...new Set(wanted.map(({ skuId }) => skuId))];
    const lies = await Promise.all(
      skus.map(async (skuId) => [skuId, await whereLies(skuId, warehouseId) ?? []] as const),
    );
    const { items } = await pickings.open(openPickings(warehouseId), { limit: 100 });
    const open = await Promise.all(items.map(({ pickingId }) => pickings.need(pickingId)));
    return { lines: planPicks(wanted, unclaimed(new Map<Wanted['skuId'], readonly Lying[]>(lies), open)), taken };
  },
  together(
    'picking.next-round',
    shipments.ofMerchant,
    shipments.need,
    leftToGather,
    whereLies,
    pickings.open,
    pickings.need,
  ),
);

/** Lets another round take the shipments of one that is done, of which something is left. */
export const release = Object.assign(
  async (picking: Picking): Promise<Write[]> => {
    if (picking.state === 'open') return [];
    const left = await Promise.all(unfinished(picking).map((shipmentId) => shipments.need(shipmentId)));
    return left.flatMap((shipment) => {
      const change = putBack(shipment, picking);
      return change ? shipments.save(change) : [];
    });
  },
  together('picking.release', shipments.need, shipments.save),
);
