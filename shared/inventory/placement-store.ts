import { together } from '../kernel/doors/access.ts';
import { aggregate } from '../kernel/store/aggregate.ts';
import type { Write } from '../kernel/store/commit.ts';
import type { Change } from '../kernel/store/change.ts';
import type { MerchantId } from '../kernel/values/ids.ts';
import { anywhere, isLoose, placementOf, shifted, type Placement, type Shift } from './placement.ts';
import { moved, type Movement, type Stock, type WarehouseId } from './stock.ts';
import { stock } from './store.ts';
import { ownWarehouse, type Warehouses } from './warehouse.ts';

/** A shop's SKUs of which units lie in no bin, though some do. */
export const looseOf = (merchantId: MerchantId): string => `LOOSE-STOCK-OF#${merchantId}`;

const store = aggregate<Placement>({
  name: 'placement',
  prefix: 'PLACEMENT',
  indexes: { gsi1: (placement) => (isLoose(placement) ? [looseOf(placement.merchantId), placement.id] : undefined) },
});
export const placements = { ...store, loose: store.list('placement.loose', 'gsi1', 'LOOSE-STOCK-OF#*') };

/** What each shop has said of its warehouses. */
export const warehouses = aggregate<Warehouses>({ name: 'warehouses', prefix: 'WAREHOUSES' });

/** The access that `relocate` needs. */
export const relocating = together('placement.relocate', placements.save, stock.place, stock.tell);

/**
 * Moves units between warehouses or between their figures, and what can be bought with them, in one transaction.
 * @throws Problem warehouse-short, out-of-stock
 */
export const relocate = (
  counters: Stock,
  begun: Placement | undefined,
  shifts: readonly Shift[],
  movement: Movement,
  exactly?: true,
): Write[] => {
  const change = shifted(placementOf(begun, counters), shifts);
  const where = shifts.map(({ warehouseId, onHand, returned }) => ({
    warehouseId,
    quantity: onHand ?? returned ?? movement.quantity,
  }));
  return [
    ...stock.place(counters, change, { ...movement, warehouses: where }, exactly),
    ...placements.save(change),
    ...stock.tell(counters, moved(counters, movement), movement.at),
  ];
};

/** The access that `rearrange` needs. */
export const rearranging = together('placement.rearrange', placements.save, stock.place);

/** Saves that units of a SKU have another place within their warehouse, and enters it into the book. */
export const rearrange = (counters: Stock, change: Change<Placement>, movement: Movement): Write[] => [
  ...stock.place(counters, change, movement),
  ...placements.save(change),
];

/** The access that `adjust` needs. */
export const adjusting = together('placement.adjust', placements.save, stock.place, stock.adjust, stock.tell);

/**
 * Adds good units, or takes some away: in the warehouse that is named, or in any. A shop that has all of a SKU in the
 * warehouse that every shop has needs no placement. `exactly` when nothing may have moved since the stock was read.
 * @throws Problem warehouse-short
 */
export const adjust = (
  counters: Stock,
  begun: Placement | undefined,
  movement: Movement,
  { at, exactly }: { readonly at?: WarehouseId | undefined; readonly exactly?: true } = {},
): Write[] => {
  const { merchantId, version } = counters;
  if (!begun && (at ?? ownWarehouse(merchantId)) === ownWarehouse(merchantId)) {
    return [
      ...stock.adjust(counters, movement, exactly && version),
      ...stock.tell(counters, moved(counters, movement), movement.at),
    ];
  }
  const shifts = at
    ? [{ warehouseId: at, onHand: movement.quantity }]
    : anywhere(placementOf(begun, counters), movement.quantity);
  return relocate(counters, begun, shifts, movement, exactly);
};
