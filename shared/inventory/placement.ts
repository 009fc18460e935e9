import * as z from 'zod';
import { SkuId } from '../catalogue/public.ts';
import { changed, created, type Change, type Versioned } from '../kernel/store/change.ts';
import type { Id, MerchantId } from '../kernel/values/ids.ts';
import { Problem } from '../kernel/problems.ts';
import { stirred, unsorted, type Shelves } from './bins/shelves.ts';
import type { Stock, WarehouseId } from './stock.ts';
import { ownWarehouse } from './warehouse.ts';

/** The units of a SKU in one warehouse. None is ever below zero, and no more are allocated than are on hand. */
export interface Figures {
  /** Good ones that lie there. Over all warehouses they are those that can be bought, that orders hold and that are set aside. */
  readonly onHand: number;
  /** Of these, the ones that accepted orders are to be sent from there. */
  readonly allocated: number;
  /** On their way there from another warehouse. */
  readonly inTransit: number;
  /** Came back from a buyer, and nobody has looked at them yet. */
  readonly returned: number;
  readonly damaged: number;
}

/**
 * Where the units of a SKU lie. It is begun when some of them lie elsewhere than in the warehouse that every shop has, or
 * are in another state than good; as long as there is none, all of them lie there.
 */
export interface Placement extends Versioned {
  readonly id: SkuId;
  readonly merchantId: MerchantId;
  readonly at: Readonly<Record<WarehouseId, Figures>>;
  /** Where in each warehouse the good ones lie, once some of them there have a bin. */
  readonly shelves?: Readonly<Record<WarehouseId, Shelves>>;
}

export const nothing: Figures = { onHand: 0, allocated: 0, inTransit: 0, returned: 0, damaged: 0 };

/** The placement as it was begun, or at version 0 as it would be. */
export const placementOf = (
  begun: Placement | undefined,
  { skuId, merchantId, available, held, earmarked }: Stock,
): Placement =>
  begun ?? {
    id: skuId,
    merchantId,
    version: 0,
    at: { [ownWarehouse(merchantId)]: { ...nothing, onHand: available + held + earmarked } },
  };

/** How many units of each figure come to a warehouse, or leave it: those that leave, perhaps in a shipment. */
export type Shift = { readonly warehouseId: WarehouseId; readonly in?: Id<'shipment'> } & Partial<Figures>;

/** The figures in a warehouse. */
export const figuresAt = ({ at }: Placement, warehouseId: WarehouseId): Figures => at[warehouseId] ?? nothing;

/** Where in a warehouse the good ones lie. */
export const shelvesAt = (placement: Placement, warehouseId: WarehouseId): Shelves =>
  placement.shelves?.[warehouseId] ?? unsorted(figuresAt(placement, warehouseId).onHand);

/** Whether units of a SKU lie in no bin, though some have one: they are to be put away. */
export const isLoose = (placement: Placement): boolean =>
  placement.shelves !== undefined
  && (Object.keys(placement.at) as WarehouseId[]).some((id) => shelvesAt(placement, id).loose > 0);

/** Units that lie in a warehouse and are not allocated. */
export const freeAt = (placement: Placement, warehouseId: WarehouseId): number => {
  const { onHand, allocated } = figuresAt(placement, warehouseId);
  return onHand - allocated;
};

const names = Object.keys(nothing) as (keyof Figures)[];

/** Moves units between figures and warehouses. @throws Problem warehouse-short, naming the warehouse that has too few */
export const shifted = (placement: Placement, shifts: readonly Shift[]): Change<Placement> => {
  const at: Record<WarehouseId, Figures> = { ...placement.at };
  const shelves: Record<WarehouseId, Shelves> = { ...placement.shelves };
  for (const { warehouseId, in: shipmentId, ...by } of shifts) {
    const before = at[warehouseId] ?? nothing;
    const lie = shelves[warehouseId];
    if (lie && by.onHand) shelves[warehouseId] = stirred(lie, by.onHand, shipmentId);
    at[warehouseId] = Object.fromEntries(
      names.map((name) => [name, before[name] + (by[name] ?? 0)]),
    ) as unknown as Figures;
  }
  for (const { warehouseId } of shifts) {
    const { onHand, allocated, inTransit, returned, damaged } = at[warehouseId]!;
    if (Math.min(onHand - allocated, allocated, inTransit, returned, damaged) < 0) {
      throw new Problem('warehouse-short', `${warehouseId} has too few of ${placement.id}`, [
        { path: warehouseId, message: `${freeAt(placement, warehouseId)} left` },
      ]);
    }
  }
  return replaced(placement, { at, ...(placement.shelves && { shelves }) });
};

const replaced = (placement: Placement, fields: Pick<Placement, 'at'> & Partial<Placement>): Change<Placement> => {
  const { id, merchantId, version } = placement;
  return version === 0 ? created<Placement>({ id, merchantId, ...fields }) : changed<Placement>(placement, fields);
};

/** Units change their place within a warehouse; how many are there stays as it is. */
export const rearranged = (
  placement: Placement,
  warehouseId: WarehouseId,
  by: (shelves: Shelves) => Shelves,
): Change<Placement> =>
  replaced(placement, {
    at: placement.at,
    shelves: { ...placement.shelves, [warehouseId]: by(shelvesAt(placement, warehouseId)) },
  });

/**
 * Good units that come or go where nobody says which warehouse is meant: they come to the one that every shop has, and
 * leave it first; what it lacks leaves the others, those with the most first.
 */
export const anywhere = (placement: Placement, quantity: number): Shift[] => {
  const own = ownWarehouse(placement.merchantId);
  if (quantity >= 0) return [{ warehouseId: own, onHand: quantity }];
  const others = (Object.keys(placement.at) as WarehouseId[])
    .filter((id) => id !== own)
    .sort((a, b) => freeAt(placement, b) - freeAt(placement, a));
  let left = -quantity;
  return [own, ...others].flatMap((warehouseId) => {
    const here = Math.min(left, freeAt(placement, warehouseId));
    left -= here;
    return here > 0 ? [{ warehouseId, onHand: -here }] : [];
  });
};

/** The figures of all warehouses together. */
export const totals = ({ at }: Placement): Figures =>
  Object.fromEntries(
    names.map((name) => [name, Object.values(at).reduce((sum, figures) => sum + figures[name], 0)]),
  ) as unknown as Figures;

export const FiguresView = z.object({
  onHand: z.int(),
  allocated: z.int(),
  inTransit: z.int(),
  returned: z.int(),
  damaged: z.int(),
});
