/** Goods that are taken out of their bins for a shipment. What is sent, logistics knows; where it lies, inventory. */
import type { SkuId } from '../../catalogue/public.ts';
import { together } from '../../kernel/doors/access.ts';
import type { Instant } from '../../kernel/values/clock.ts';
import type { Write } from '../../kernel/store/commit.ts';
import type { Id, MerchantId } from '../../kernel/values/ids.ts';
import { leftFor } from '../allocation.ts';
import { allocations } from '../allocation-store.ts';
import { placements, warehouses } from '../placement-store.ts';
import { rearranged, shelvesAt, type Placement } from '../placement.ts';
import { merged, type StockLine, type WarehouseId } from '../stock.ts';
import { stock } from '../store.ts';
import { ownWarehouse, warehouseOf } from '../warehouse.ts';
import { binId } from './bin.ts';
import { bins } from './bin-store.ts';
import { gathered, ungathered, type BinCode } from './shelves.ts';

/** Goods of a shipment. */
export interface Sent {
  readonly shipmentId: Id<'shipment'>;
  readonly orderId: Id<'order'>;
  readonly merchantId: MerchantId;
  readonly lines: readonly StockLine[];
}

/** Where units of a SKU lie, and how far that is to walk. Loose ones lie where goods are received, near the packing place. */
export interface Lying {
  readonly from: BinCode | 'loose';
  readonly walk: number;
  readonly units: number;
}

/** A shop's own warehouse. @throws Problem not-found */
export const ownedWarehouse = Object.assign(
  async (merchantId: MerchantId, warehouseId: WarehouseId): Promise<WarehouseId> =>
    warehouseOf(await warehouses.get(merchantId), merchantId, warehouseId).id,
  together('warehouse.owned', warehouses.get),
);

/**
 * What of a shipment is still to be taken from the bins of a warehouse: what was allocated there and, in the warehouse
 * that every shop has, what was not allocated.
 */
export const leftToGather = Object.assign(
  async ({ shipmentId, orderId, merchantId, lines }: Sent, warehouseId: WarehouseId): Promise<StockLine[]> => {
    const wanted = merged(lines);
    const [allocation, ...placed] = await Promise.all([
      allocations.get(orderId),
      ...wanted.map(({ skuId }) => placements.get(skuId)),
    ]);
    const shares = allocation ? leftFor(allocation, wanted) : [];
    return wanted.map(({ skuId, quantity }, i) => {
      const ofSku = shares.filter((share) => share.skuId === skuId);
      const elsewhere = ofSku.reduce((units, share) => units + share.quantity, 0);
      const here = ofSku.reduce((units, share) => units + (share.warehouseId === warehouseId ? share.quantity : 0), 0)
        + (warehouseId === ownWarehouse(merchantId) ? quantity - elsewhere : 0);
      const picked = placed[i]?.shelves?.[warehouseId]?.picked[shipmentId] ?? 0;
      return { skuId, quantity: Math.max(0, here - picked) };
    }).filter(({ quantity }) => quantity > 0);
  },
  together('bin.left-to-gather', allocations.get, placements.get),
);

const lyingIn = async (placement: Placement, warehouseId: WarehouseId): Promise<Lying[]> => {
  const { loose, bins: codes } = shelvesAt(placement, warehouseId);
  const lies = await Promise.all(
    Object.entries(codes).map(async ([from, units]) => {
      const bin = await bins.need(binId(warehouseId, from));
      return { from, walk: bin.walk, units };
    }),
  );
  return [
    ...lies.sort((a, b) => a.walk - b.walk),
    ...(loose > 0 ? [{ from: 'loose' as const, walk: 0, units: loose }] : []),
  ];
};

/** Where in a warehouse units of a SKU lie: in bins by walking order, then what is loose. Nothing where it has no bins. */
export const whereLies = Object.assign(
  async (skuId: SkuId, warehouseId: WarehouseId): Promise<Lying[] | undefined> => {
    const placement = await placements.get(skuId);
    return placement?.shelves?.[warehouseId] && lyingIn(placement, warehouseId);
  },
  together('bin.where-lies', placements.get, bins.need),
);

/** Units that somebody has taken for a shipment, or has not found. */
export interface Gathering {
  readonly skuId: SkuId;
  readonly warehouseId: WarehouseId;
  readonly from: BinCode | 'loose';
  readonly shipmentId: Id<'shipment'>;
  readonly wanted: number;
  readonly found: number;
}

/**
 * Takes units out of their place for a shipment; what its book has there beyond those that were found is missing.
 * @returns the writes, and where else units of the SKU lie
 * @throws Problem bin-short
 */
export const gather = Object.assign(
  async (
    { skuId, warehouseId, from, shipmentId, wanted, found }: Gathering,
    reason: string,
    now: Instant,
  ): Promise<{ readonly writes: Write[]; readonly others: Lying[] }> => {
    const placement = await placements.get(skuId);
    if (!placement?.shelves?.[warehouseId]) return { writes: [], others: [] };
    const change = rearranged(
      placement,
      warehouseId,
      (shelves) => gathered(shelves, from, shipmentId, { wanted, found }),
    );
    const movement = {
      kind: 'carry' as const,
      quantity: found,
      reason,
      at: now,
      warehouses: [{ warehouseId, quantity: found }],
    };
    return {
      writes: [...placements.save(change), ...stock.note(skuId, movement)],
      others: found < wanted ? await lyingIn(change.after, warehouseId) : [],
    };
  },
  together('bin.gather', placements.get, placements.save, bins.need, stock.note),
);

/** What was taken for a shipment that is not sent is loose again. */
export const ungather = Object.assign(
  async (shipmentId: Id<'shipment'>, lines: readonly StockLine[]): Promise<Write[]> => {
    const placed = await Promise.all(merged(lines).map(({ skuId }) => placements.get(skuId)));
    return placed.flatMap((placement) => {
      const held = placement
        && (Object.keys(placement.shelves ?? {}) as WarehouseId[]).find((id) =>
          placement.shelves![id]!.picked[shipmentId]
        );
      return placement && held
        ? placements.save(rearranged(placement, held, (shelves) => ungathered(shelves, shipmentId)))
        : [];
    });
  },
  together('bin.ungather', placements.get, placements.save),
);
