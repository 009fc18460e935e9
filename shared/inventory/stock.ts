import * as z from 'zod';
import { SkuId } from '../catalogue/public.ts';
import type { Instant } from '../kernel/values/clock.ts';
import { id, type Id, type MerchantId } from '../kernel/values/ids.ts';
import { Problem } from '../kernel/problems.ts';
import { line } from '../kernel/values/text.ts';

export type WarehouseId = Id<'warehouse'>;
export const WarehouseId = id('warehouse');

/** The units of one SKU. No counter is ever below zero. */
export interface Stock {
  readonly skuId: SkuId;
  readonly merchantId: MerchantId;
  /** Raised by every movement of what can be bought. */
  readonly version: number;
  /** Can be bought. */
  readonly available: number;
  /** Taken by orders that have not been shipped. */
  readonly held: number;
  /** Shipped. */
  readonly sold: number;
  /** Set aside for campaigns. */
  readonly earmarked: number;
  /** What can be bought in each bucket, if it is divided; then `version` is raised by the first bucket alone. */
  readonly shelf?: readonly number[];
}

/** Some units of a SKU, as an order's line asks for them. */
export interface StockLine {
  readonly skuId: SkuId;
  readonly quantity: number;
}

export type Counter = 'available' | 'held' | 'sold' | 'earmarked';

/** What moves stock, and how many of each counter's units a movement of one unit adds. */
export const movementKinds = {
  /** An order holds units. */
  take: { available: -1, held: 1, sold: 0, earmarked: 0 },
  /** A cancelled order gives them back. */
  release: { available: 1, held: -1, sold: 0, earmarked: 0 },
  /** The goods have left. */
  ship: { available: 0, held: -1, sold: 1, earmarked: 0 },
  /** The merchant counts, receives or writes off. */
  adjust: { available: 1, held: 0, sold: 0, earmarked: 0 },
  /** Sent to another warehouse: it cannot be bought on the way. */
  dispatch: { available: -1, held: 0, sold: 0, earmarked: 0 },
  /** Arrived from another warehouse. */
  receive: { available: 1, held: 0, sold: 0, earmarked: 0 },
  /** Lost between two warehouses; it could not be bought since it was sent. */
  loss: { available: 0, held: 0, sold: 0, earmarked: 0 },
  /** Set aside for a campaign: ordinary orders cannot take it. */
  earmark: { available: -1, held: 0, sold: 0, earmarked: 1 },
  /** The campaign is over, or was given up. */
  'give-back': { available: 1, held: 0, sold: 0, earmarked: -1 },
  /** A buyer's goods are back, and nobody has looked at them yet. */
  return: { available: 0, held: 0, sold: 0, earmarked: 0 },
  /** Goods that were back are good. */
  restock: { available: 1, held: 0, sold: 0, earmarked: 0 },
  /** Goods that were back are not. */
  spoil: { available: 0, held: 0, sold: 0, earmarked: 0 },
  /** Good units are found to be damaged. */
  damage: { available: -1, held: 0, sold: 0, earmarked: 0 },
  /** Damaged ones are thrown away. */
  discard: { available: 0, held: 0, sold: 0, earmarked: 0 },
  /** Carried from one place of a warehouse to another. */
  carry: { available: 0, held: 0, sold: 0, earmarked: 0 },
} as const satisfies Record<string, Readonly<Record<Counter, -1 | 0 | 1>>>;

export type MovementKind = keyof typeof movementKinds;

/** A line of a SKU's stock book: the movements sum to the counters. */
export interface Movement {
  readonly kind: MovementKind;
  /** Units; negative only for an adjustment. */
  readonly quantity: number;
  /** The merchant's reason, or the order that moved them. */
  readonly reason: string;
  readonly at: Instant;
  /** What it means for each warehouse concerned; all in the shop's own one unless said. */
  readonly warehouses?: readonly { readonly warehouseId: WarehouseId; readonly quantity: number }[] | undefined;
}

/** The stock of a SKU whose book has not been started. */
export const unopened = (skuId: SkuId, merchantId: MerchantId): Stock => ({
  skuId,
  merchantId,
  version: 0,
  available: 0,
  held: 0,
  sold: 0,
  earmarked: 0,
});

/** One line for each SKU: a transaction can touch an item only once, however many lines of a cart share it. */
export const merged = (lines: readonly StockLine[]): StockLine[] =>
  [...Map.groupBy(lines, ({ skuId }) => skuId)].map(([skuId, same]) => ({
    skuId,
    quantity: same.reduce((sum, { quantity }) => sum + quantity, 0),
  }));

/** Whether nothing of a SKU is left to sell, now or later: what is set aside comes back when its campaign is over. */
export const nothingLeft = (stock: Pick<Stock, 'available' | 'earmarked'> | undefined): boolean =>
  !stock || stock.available + stock.earmarked === 0;

/** The counters after a movement. @throws Problem out-of-stock when one of them would be below zero */
export const moved = (stock: Stock, { kind, quantity }: Pick<Movement, 'kind' | 'quantity'>): Stock => {
  const { available, held, sold, earmarked } = movementKinds[kind];
  const after = {
    ...stock,
    version: stock.version + (available === 0 ? 0 : 1),
    available: stock.available + available * quantity,
    held: stock.held + held * quantity,
    sold: stock.sold + sold * quantity,
    earmarked: stock.earmarked + earmarked * quantity,
  };
  if (Math.min(after.available, after.held, after.sold, after.earmarked) < 0) {
    throw outOfStock(stock.skuId, stock.available);
  }
  return after;
};

/**
 * The adjustment that makes a number of units available.
 * @param seen the version of the stock that the merchant has seen, if that matters
 * @throws Problem conflict when the stock has moved since
 */
export const adjustmentTo = (stock: Stock, available: number, seen: number | undefined): number => {
  if (seen !== undefined && seen !== stock.version) {
    throw new Problem('conflict', `The stock is at version ${stock.version}`);
  }
  return available - stock.available;
};

/** Names the SKU, and what is left of it. */
export const outOfStock = (skuId: SkuId, available: number): Problem =>
  new Problem('out-of-stock', `${skuId}: ${available} left`, [{ path: skuId, message: `${available} left` }]);

/** Why a merchant moves stock. */
export const MovementReason = line(200);
export const Quantity = z.int().min(0).max(1_000_000_000);

export const StockView = z.object({
  skuId: SkuId,
  version: z.int(),
  available: z.int(),
  held: z.int(),
  sold: z.int(),
  earmarked: z.int(),
});

export const MovementView = z.object({
  kind: z.enum(Object.keys(movementKinds) as MovementKind[]),
  quantity: z.int(),
  reason: z.string(),
  at: z.iso.datetime(),
  warehouses: z.array(z.object({ warehouseId: WarehouseId, quantity: z.int() })).readonly().optional(),
});
