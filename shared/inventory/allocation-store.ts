import { together } from '../kernel/doors/access.ts';
import { aggregate } from '../kernel/store/aggregate.ts';
import type { Change } from '../kernel/store/change.ts';
import type { Instant } from '../kernel/values/clock.ts';
import type { Write } from '../kernel/store/commit.ts';
import type { Id, MerchantId } from '../kernel/values/ids.ts';
import { Broken } from '../kernel/problems.ts';
import {
  allocate,
  cameFrom,
  choose,
  departFrom,
  endAllocation,
  leftFor,
  type Allocation,
  type Share,
  type Whither,
} from './allocation.ts';
import { placements, relocate, relocating, warehouses } from './placement-store.ts';
import { shifted, type Placement } from './placement.ts';
import { allocationWeights } from './rulebooks.ts';
import { merged, type StockLine, type WarehouseId } from './stock.ts';
import { stock } from './store.ts';
import { ownWarehouse, warehousesOf } from './warehouse.ts';

/** What inventory has to know of an order. */
export interface ForOrder {
  readonly id: Id<'order'>;
  readonly merchantId: MerchantId;
  readonly address: Whither;
  readonly lines: readonly StockLine[];
}

export const allocations = aggregate<Allocation>({ name: 'allocation', prefix: 'ALLOCATION' });

const placedOf = async (lines: readonly StockLine[]): Promise<Map<StockLine['skuId'], Placement>> => {
  const found = await Promise.all(merged(lines).map(({ skuId }) => placements.get(skuId)));
  return new Map(found.flatMap((one) => (one ? [[one.id, one]] : [])));
};

const chosenFor = async (
  { merchantId, address }: ForOrder,
  lines: readonly StockLine[],
  placed: ReadonlyMap<StockLine['skuId'], Placement>,
  now: Instant,
) => {
  const [registry, weights] = await Promise.all([warehouses.get(merchantId), allocationWeights.current(now)]);
  return choose(lines, placed, warehousesOf(registry, merchantId), address, weights);
};

/** What shares mean for the placements of their SKUs, one change each. */
const shiftedBy = (
  placed: ReadonlyMap<StockLine['skuId'], Placement>,
  shares: readonly Share[],
  figures: { readonly onHand?: -1; readonly allocated?: 1 | -1 },
): Write[] =>
  [...Map.groupBy(shares, ({ skuId }) => skuId)].flatMap(([skuId, ofSku]) =>
    placements.save(shifted(
      placed.get(skuId)!,
      ofSku.map(({ warehouseId, quantity }) => ({
        warehouseId,
        ...(figures.onHand && { onHand: figures.onHand * quantity }),
        ...(figures.allocated && { allocated: figures.allocated * quantity }),
      })),
    ))
  );

const allocating = together(
  'allocation.allocate',
  allocations.get,
  placements.get,
  warehouses.get,
  allocationWeights.current,
  allocations.save,
  placements.save,
);

/** Which warehouses would send an order, and what allocates its goods to them. */
export interface GoodsPlan {
  readonly warehouses: readonly WarehouseId[];
  readonly writes: Write[];
}

/**
 * Plans from where the goods of an order are sent: those whose SKUs are placed from the warehouses that the rule chooses,
 * the others from the one that every shop has. Nothing is written for a shop that has placed none.
 * @returns nothing when all warehouses together have too little
 */
export const planGoods = Object.assign(
  async (order: ForOrder, now: Instant): Promise<GoodsPlan | undefined> => {
    const [before, placed] = await Promise.all([allocations.get(order.id), placedOf(order.lines)]);
    const lines = order.lines.filter(({ skuId }) => placed.has(skuId));
    const elsewhere = lines.length < order.lines.length ? [ownWarehouse(order.merchantId)] : [];
    if (lines.length === 0) return { warehouses: elsewhere, writes: [] };
    const chosen = await chosenFor(order, lines, placed, now);
    if (!chosen) return undefined;
    return {
      warehouses: [...new Set([...elsewhere, ...chosen.shares.map(({ warehouseId }) => warehouseId)])],
      writes: [
        ...allocations.save(allocate(before, order.id, order.merchantId, chosen, now)),
        ...shiftedBy(placed, chosen.shares, { allocated: 1 }),
      ],
    };
  },
  allocating,
);

/** Allocates the goods of an order as planned; what cannot be allocated is when it leaves. */
export const allocateGoods = Object.assign(
  async (order: ForOrder, now: Instant): Promise<Write[]> => (await planGoods(order, now))?.writes ?? [],
  allocating,
);

/** Goods of an order that leave in one of its shipments. */
export interface Leaving {
  readonly shipmentId: Id<'shipment'>;
  readonly lines: readonly StockLine[];
  /** They are back already: nobody had told that they had left. */
  readonly cameBack?: true;
}

/**
 * Lets goods of an order go: from where they were allocated; what is placed and was not allocated, since the order was
 * accepted before, from where it is chosen now; and what is not placed as always. What came back lies as returned where
 * it left. Overtaken when a SKU is placed meanwhile.
 */
export const letGo = Object.assign(
  async (order: ForOrder, { shipmentId, lines: leaving, cameBack }: Leaving, now: Instant): Promise<Write[]> => {
    if (leaving.length === 0) return [];
    const [allocation, placed] = await Promise.all([allocations.get(order.id), placedOf(leaving)]);
    const lines = merged(leaving);
    const inPlaces = lines.filter(({ skuId }) => placed.has(skuId));
    const allocated = allocation ? leftFor(allocation, inPlaces) : [];
    const rest = inPlaces.map(({ skuId, quantity }) => ({
      skuId,
      quantity: allocated.reduce((left, share) => left - (share.skuId === skuId ? share.quantity : 0), quantity),
    })).filter(({ quantity }) => quantity > 0);
    const chosen = rest.length > 0 ? await chosenFor(order, rest, placed, now) : { shares: [], candidates: [] };
    if (!chosen) throw new Broken(`Nothing is left in the warehouses for ${order.id}`);
    const movement = (quantity: number) => ({ kind: 'ship' as const, quantity, reason: order.id, at: now });
    const back = (skuId: StockLine['skuId'], quantity: number): Write[] =>
      cameBack ? stock.note(skuId, { ...movement(quantity), kind: 'return' }) : [];
    const elsewhere = lines.filter(({ skuId }) => !placed.has(skuId));
    // Goods that come back are the first of their SKU of which it counts where they lie.
    const counters = cameBack
      ? await Promise.all(elsewhere.map(({ skuId }) => stock.need(skuId, order.merchantId)))
      : [];
    const own = ownWarehouse(order.merchantId);
    return [
      ...(inPlaces.length > 0
        ? allocations.save(departed(order, allocation, { shipmentId, allocated, chosen }, now))
        : []),
      ...inPlaces.flatMap(({ skuId, quantity }) => {
        const of = (shares: readonly Share[]) => shares.filter((share) => share.skuId === skuId);
        const shifts = [
          ...of(allocated).map((share) => ({ ...share, allocated: -share.quantity })),
          ...of(chosen.shares).map((share) => ({ ...share, allocated: 0 })),
        ].map(({ warehouseId, allocated, quantity: units }) => ({
          warehouseId,
          in: shipmentId,
          onHand: -units,
          allocated,
          returned: cameBack ? units : 0,
        }));
        const from = shifts.map(({ warehouseId, onHand }) => ({ warehouseId, quantity: -onHand }));
        return [
          ...placements.save(shifted(placed.get(skuId)!, shifts)),
          ...stock.shipPlaced(skuId, { ...movement(quantity), warehouses: from }),
          ...back(skuId, quantity),
        ];
      }),
      ...elsewhere.flatMap(({ skuId, quantity }, i) =>
        cameBack
          ? [
            ...relocate(
              counters[i]!,
              undefined,
              [{ warehouseId: own, onHand: -quantity, returned: quantity }],
              movement(quantity),
            ),
            ...back(skuId, quantity),
          ]
          : stock.ship(skuId, movement(quantity))
      ),
    ];
  },
  together(
    'allocation.let-go',
    allocations.get,
    placements.get,
    warehouses.get,
    allocationWeights.current,
    allocations.save,
    placements.save,
    stock.shipPlaced,
    stock.ship,
  ),
);

/** The access that `letGo` needs for what came back, beside its own. */
export const goodsCameBack = together('allocation.came-back', stock.need, relocating, stock.note);

/** What an order's allocation knows of a departure; one that was accepted before its SKUs were placed has none until then. */
const departed = (
  { id, merchantId }: ForOrder,
  allocation: Allocation | undefined,
  { shipmentId, allocated, chosen }: {
    readonly shipmentId: Id<'shipment'>;
    readonly allocated: readonly Share[];
    readonly chosen: Pick<Allocation, 'shares' | 'candidates'>;
  },
  now: Instant,
): Change<Allocation> => {
  if (allocation) return departFrom(allocation, shipmentId, allocated, chosen.shares);
  const begun = allocate(undefined, id, merchantId, { shares: [], candidates: chosen.candidates }, now);
  return { ...begun, after: { ...departFrom(begun.after, shipmentId, [], chosen.shares).after, version: 1 } };
};

/** Nothing more of an order is sent: what was allocated to it and has not left is free again. */
export const freeGoods = Object.assign(async (orderId: Id<'order'>): Promise<Write[]> => {
  const allocation = await allocations.get(orderId);
  const ended = allocation && endAllocation(allocation);
  if (!ended || ended.freed.length === 0) return [];
  const placed = await placedOf(ended.freed);
  return [...allocations.save(ended.change), ...shiftedBy(placed, ended.freed, { allocated: -1 })];
}, together('allocation.free', allocations.get, placements.get, allocations.save, placements.save));

/**
 * Goods of an order have come back to its shop: each lies as returned where it was sent from, until somebody has looked
 * at it.
 * @param shipmentId in which they were sent, where they are not all of the order's
 */
export const takeBackGoods = Object.assign(
  async (order: ForOrder, shipmentId: Id<'shipment'> | undefined, now: Instant): Promise<Write[]> => {
    const allocation = await allocations.get(order.id);
    const lines = merged(order.lines);
    const read = await Promise.all(
      lines.map(({ skuId }) => Promise.all([stock.need(skuId, order.merchantId), placements.get(skuId)])),
    );
    return lines.flatMap((line, i) => {
      const [counters, begun] = read[i]!;
      const shifts = cameFrom(allocation, shipmentId, line, ownWarehouse(order.merchantId))
        .map(({ warehouseId, quantity: returned }) => ({ warehouseId, returned }));
      return relocate(counters, begun, shifts, {
        kind: 'return',
        quantity: line.quantity,
        reason: order.id,
        at: now,
      });
    });
  },
  together('allocation.take-back', allocations.get, stock.need, placements.get, relocating),
);
