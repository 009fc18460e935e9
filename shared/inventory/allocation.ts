import * as z from 'zod';
import { SkuId } from '../catalogue/public.ts';
import { changed, created, type Change, type Versioned } from '../kernel/store/change.ts';
import type { PostalAddress } from '../kernel/values/address.ts';
import { Instant } from '../kernel/values/clock.ts';
import { id, MerchantId, type Id } from '../kernel/values/ids.ts';
import { freeAt, type Placement } from './placement.ts';
import type { AllocationWeights } from './rulebooks.ts';
import { merged, WarehouseId, type StockLine } from './stock.ts';
import { warehousesOf, type Warehouse, type Warehouses } from './warehouse.ts';

/** Where parcels go, by the codes that addresses have. */
export interface Whither {
  readonly country: string;
  readonly region: string;
  readonly city: string;
}

/** How far a warehouse is, by the parts of the two addresses: nobody has coordinates of a buyer. */
export type Distance = z.infer<typeof Distance>;
export const Distance = z.enum(['same-city', 'same-region', 'same-country', 'abroad', 'unknown']);

/** From 1 for the same city to 0 for abroad. Of a warehouse without an address it is supposed that it is in the country. */
export const nearness: Readonly<Record<Distance, number>> = {
  'same-city': 1,
  'same-region': 2 / 3,
  'same-country': 1 / 3,
  unknown: 1 / 3,
  abroad: 0,
};

export const distanceTo = ({ address }: { readonly address?: Whither | undefined }, to: Whither): Distance => {
  if (!address) return 'unknown';
  if (address.country !== to.country) return 'abroad';
  if (address.region !== to.region) return 'same-country';
  return address.city.toLowerCase() === to.city.toLowerCase() ? 'same-city' : 'same-region';
};

const covers = ({ coverage }: Warehouse, { country, region }: Whither): boolean =>
  coverage.length === 0
  || coverage.some((area) => area.country === country && (!area.regions || area.regions.includes(region)));

/** What spoke for a warehouse, and against it. */
export type Candidate = z.infer<typeof Candidate>;
export const Candidate = z.object({
  warehouseId: WarehouseId,
  chosen: z.boolean(),
  /** Of 100: nearness, cost and stock by their weights. */
  score: z.int(),
  distance: Distance,
  covers: z.boolean(),
  open: z.boolean(),
  /** Minor units of the shop's currency. */
  costPerParcel: z.int(),
  /** Of the units that are wanted, those that it could send, in percent. */
  stock: z.int(),
});

/** Units of a SKU that are sent from one warehouse; of them, `left` have not been shipped yet. */
export interface Share {
  readonly skuId: SkuId;
  readonly warehouseId: WarehouseId;
  readonly quantity: number;
  readonly left: number;
}

/** Units that have left a warehouse in one of an order's shipments. */
export interface Departure extends Omit<Share, 'left'> {
  readonly shipmentId: Id<'shipment'>;
}

/** From where the goods of an order are sent, and why. Its id is the order's. */
export interface Allocation extends Versioned {
  readonly id: Id<'order'>;
  readonly merchantId: MerchantId;
  readonly shares: readonly Share[];
  /** What has left, so that what comes back of a shipment goes to where it came from. */
  readonly departures: readonly Departure[];
  readonly candidates: readonly Candidate[];
  readonly at: Instant;
}

/** All sets of so many of them. */
const setsOf = <T>(all: readonly T[], size: number): T[][] =>
  size === 0
    ? [[]]
    : all.flatMap((first, i) => setsOf(all.slice(i + 1), size - 1).map((rest) => [first, ...rest]));

/**
 * Chooses warehouses for lines: as few as can send all of it, since each is one more parcel, and among as few those with
 * the highest scores together. Those that are open and cover the destination come first; if they have too little, all
 * open ones, and at last the closed ones as well. Every set is tried, which is why a shop has no more than
 * `mostWarehouses`. Never more is taken from a warehouse than is free there.
 * @returns nothing when all warehouses together have too little
 */
export const choose = (
  lines: readonly StockLine[],
  placed: ReadonlyMap<SkuId, Placement>,
  warehouses: readonly Warehouse[],
  to: Whither,
  weights: AllocationWeights,
): Pick<Allocation, 'shares' | 'candidates'> | undefined => {
  const wanted = merged(lines);
  const units = wanted.reduce((sum, { quantity }) => sum + quantity, 0);
  const free = (skuId: SkuId, { id: warehouseId }: Warehouse): number => {
    const placement = placed.get(skuId);
    return placement ? freeAt(placement, warehouseId) : 0;
  };
  const costOf = ({ costPerParcel }: Warehouse): number => costPerParcel?.amount ?? 0;
  const dearest = Math.max(1, ...warehouses.map(costOf));
  const judged = warehouses.map((warehouse) => {
    const here = wanted.reduce((sum, { skuId, quantity }) => sum + Math.min(quantity, free(skuId, warehouse)), 0);
    const distance = distanceTo(warehouse, to);
    const score = weights.distance * nearness[distance]
      + weights.cost * (1 - costOf(warehouse) / dearest)
      + weights.stock * (here / units);
    return {
      warehouse,
      exact: (100 * score) / (weights.distance + weights.cost + weights.stock),
      covers: covers(warehouse, to),
      distance,
      stock: Math.floor((100 * here) / units),
    };
  }).sort((a, b) => b.exact - a.exact || (a.warehouse.id < b.warehouse.id ? -1 : 1));
  type Judged = (typeof judged)[number];

  const suffices = (set: readonly Judged[]): boolean =>
    wanted.every(({ skuId, quantity }) =>
      set.reduce((sum, { warehouse }) => sum + free(skuId, warehouse), 0) >= quantity
    );
  const best = (of: readonly Judged[]): Judged[] | undefined => {
    if (!suffices(of)) return undefined;
    for (let size = 1;; size += 1) {
      const enough = setsOf(of, size).filter(suffices);
      const total = (set: readonly Judged[]): number => set.reduce((sum, { exact }) => sum + exact, 0);
      if (enough.length > 0) return enough.reduce((one, other) => (total(other) > total(one) ? other : one));
    }
  };
  const open = judged.filter(({ warehouse }) => warehouse.open);
  const set = best(open.filter((one) => one.covers)) ?? best(open) ?? best(judged);
  if (!set) return undefined;
  const shares = wanted.flatMap(({ skuId, quantity }) => {
    let missing = quantity;
    return set.flatMap(({ warehouse }): Share[] => {
      const here = Math.min(missing, free(skuId, warehouse));
      missing -= here;
      return here > 0 ? [{ skuId, warehouseId: warehouse.id, quantity: here, left: here }] : [];
    });
  });
  const candidates = judged.map((one): Candidate => ({
    warehouseId: one.warehouse.id,
    chosen: set.includes(one),
    score: Math.round(one.exact),
    distance: one.distance,
    covers: one.covers,
    open: one.warehouse.open,
    costPerParcel: costOf(one.warehouse),
    stock: one.stock,
  }));
  return { shares, candidates };
};

/** Allocates an order, or one that its buyer has changed anew. */
export const allocate = (
  before: Allocation | undefined,
  orderId: Id<'order'>,
  merchantId: MerchantId,
  chosen: Pick<Allocation, 'shares' | 'candidates'>,
  now: Instant,
): Change<Allocation> =>
  before
    ? changed<Allocation>(before, { ...chosen, at: now })
    : created<Allocation>({ id: orderId, merchantId, ...chosen, departures: [], at: now });

/**
 * Where the parcels of an order are picked up: in the warehouse that sends the most of it, if the shop has said where that
 * is.
 */
export const pickUpAddress = (
  allocation: Allocation | undefined,
  registry: Warehouses | undefined,
  merchantId: MerchantId,
): PostalAddress | undefined => {
  if (!allocation) return undefined;
  const units = new Map<WarehouseId, number>();
  for (const { warehouseId, quantity } of allocation.shares) {
    units.set(warehouseId, (units.get(warehouseId) ?? 0) + quantity);
  }
  const [most] = [...units].sort(([, a], [, b]) => b - a);
  return warehousesOf(registry, merchantId).find(({ id }) => id === most?.[0])?.address;
};

/** What of some goods an allocation has left for them, and in which warehouse; the rest was not allocated. */
export const leftFor = ({ shares }: Allocation, lines: readonly StockLine[]): readonly Share[] => {
  const missing = new Map(merged(lines).map(({ skuId, quantity }) => [skuId, quantity]));
  return shares.flatMap((share) => {
    const quantity = Math.min(share.left, missing.get(share.skuId) ?? 0);
    if (quantity === 0) return [];
    missing.set(share.skuId, missing.get(share.skuId)! - quantity);
    return [{ ...share, quantity, left: 0 }];
  });
};

/**
 * Goods leave in a shipment of the order.
 * @param allocated those that are left for them, as `leftFor` has it
 * @param chosen those that were not allocated before, from where they leave now
 */
export const departFrom = (
  allocation: Allocation,
  shipmentId: Id<'shipment'>,
  allocated: readonly Share[],
  chosen: readonly Share[],
): Change<Allocation> =>
  changed<Allocation>(allocation, {
    shares: [
      ...allocation.shares.map((share) => {
        const gone = allocated.find(({ skuId, warehouseId }) =>
          skuId === share.skuId && warehouseId === share.warehouseId
        );
        return gone ? { ...share, left: share.left - gone.quantity } : share;
      }),
      ...chosen.map((share) => ({ ...share, left: 0 })),
    ],
    departures: [
      ...allocation.departures,
      ...[...allocated, ...chosen].map(({ skuId, warehouseId, quantity }) => ({
        shipmentId,
        skuId,
        warehouseId,
        quantity,
      })),
    ],
  });

/**
 * Where units that come back belong: where they left in this shipment, or in any of the order's; those of which nobody
 * knows it, since they left before their SKU was placed, in `otherwise`.
 */
export const cameFrom = (
  allocation: Allocation | undefined,
  shipmentId: Id<'shipment'> | undefined,
  { skuId, quantity }: StockLine,
  otherwise: WarehouseId,
): { readonly warehouseId: WarehouseId; readonly quantity: number }[] => {
  const left =
    allocation?.departures.filter((one) =>
      one.skuId === skuId && (shipmentId === undefined || one.shipmentId === shipmentId)
    ) ?? [];
  const units = new Map<WarehouseId, number>();
  let missing = quantity;
  for (const one of [...left, { warehouseId: otherwise, quantity }]) {
    const here = Math.min(missing, one.quantity);
    missing -= here;
    if (here > 0) units.set(one.warehouseId, (units.get(one.warehouseId) ?? 0) + here);
  }
  return [...units].map(([warehouseId, here]) => ({ warehouseId, quantity: here }));
};

/** Nothing more is sent by an allocation: its order has ended. What it had left is free again. */
export const endAllocation = (
  allocation: Allocation,
): { readonly change: Change<Allocation>; readonly freed: readonly Share[] } => ({
  change: changed<Allocation>(allocation, { shares: allocation.shares.map((share) => ({ ...share, left: 0 })) }),
  freed: allocation.shares.filter(({ left }) => left > 0),
});

export const AllocationView = z.object({
  orderId: id('order'),
  at: Instant,
  shares: z.array(z.object({ skuId: SkuId, warehouseId: WarehouseId, quantity: z.int(), left: z.int() })),
  candidates: z.array(Candidate),
});

export const allocationView = (
  { id: orderId, at, shares, candidates }: Allocation,
): z.input<typeof AllocationView> => ({
  orderId,
  at,
  shares: [...shares],
  candidates: [...candidates],
});
