import type * as z from 'zod';
import { together } from '../../kernel/doors/access.ts';
import { aggregate } from '../../kernel/store/aggregate.ts';
import type { Write } from '../../kernel/store/commit.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Instant } from '../../kernel/values/clock.ts';
import type { MerchantId } from '../../kernel/values/ids.ts';
import { placements, rearrange, rearranging } from '../placement-store.ts';
import { placementOf, rearranged, shelvesAt, type Placement } from '../placement.ts';
import type { Stock, WarehouseId } from '../stock.ts';
import { binId, binSummary, homeOf, type Bin, type BinSummary } from './bin.ts';
import { putAwaySummary, type PutAway, type PutAwaySummary } from './put-away.ts';
import { carried, unitsAt, type BinCode, type Floor } from './shelves.ts';

export const binsOf = (warehouseId: WarehouseId): string => `BINS-OF#${warehouseId}`;
export const freeBins = (warehouseId: WarehouseId): string => `FREE-BINS#${warehouseId}`;

const walked = ({ walk, code }: Bin): string => `${String(walk).padStart(5, '0')}#${code}`;

const store = aggregate<Bin, z.input<typeof BinSummary>>({
  name: 'bin',
  prefix: 'BIN',
  indexes: {
    gsi1: (bin) => [binsOf(bin.warehouseId), walked(bin)],
    gsi2: (bin) => (bin.open && !bin.skuId ? [freeBins(bin.warehouseId), walked(bin)] : undefined),
  },
  summary: binSummary,
});

export const bins = {
  ...store,
  /** In walking order. */
  ofWarehouse: store.list('bin.of-warehouse', 'gsi1', 'BINS-OF#*'),
  /** Those of no SKU, the nearest to the packing place first. */
  free: store.list('bin.free', 'gsi2', 'FREE-BINS#*'),
};

/** A bin of a shop's warehouse. @throws Problem not-found */
export const binAt = Object.assign(
  async (merchantId: MerchantId, warehouseId: WarehouseId, code: BinCode): Promise<Bin> => {
    const bin = await bins.get(binId(warehouseId, code));
    if (bin?.merchantId !== merchantId) throw new Problem('not-found');
    return bin;
  },
  together('bin.at', bins.get),
);

export const putAwaysOf = (merchantId: MerchantId): string => `PUT-AWAYS-OF#${merchantId}`;
export const openPutAways = (warehouseId: WarehouseId): string => `OPEN-PUT-AWAYS#${warehouseId}`;

const lists = aggregate<PutAway, z.input<typeof PutAwaySummary>>({
  name: 'put-away',
  prefix: 'PUT-AWAY',
  indexes: {
    gsi1: ({ id, merchantId, openedAt }) => [putAwaysOf(merchantId), `${openedAt}#${id}`],
    gsi2: ({ id, warehouseId, state }) => (state === 'open' ? [openPutAways(warehouseId), id] : undefined),
  },
  summary: putAwaySummary,
});
export const putAways = {
  ...lists,
  ofMerchant: lists.list('put-away.of-merchant', 'gsi1', 'PUT-AWAYS-OF#*'),
  open: lists.list('put-away.open', 'gsi2', 'OPEN-PUT-AWAYS#*'),
};

/** What is carried, and why. */
export interface Carrying {
  readonly from: BinCode | Floor;
  readonly to: BinCode | Floor;
  readonly quantity: number;
  readonly reason: string;
}

/** The SKU whose units lie in a bin, and how many. */
export const contentsOf = Object.assign(
  async (
    { skuId, warehouseId, code }: Pick<Bin, 'warehouseId' | 'code'> & { readonly skuId?: string | undefined },
  ): Promise<{ readonly placement?: Placement; readonly units: number }> => {
    const placement = skuId === undefined ? undefined : await placements.get(skuId);
    return placement ? { placement, units: unitsAt(shelvesAt(placement, warehouseId), code) } : { units: 0 };
  },
  together('bin.contents', placements.get),
);

/** Carries units of a SKU from one place of a warehouse to another. @throws Problem not-found, bin-short, bin-unfit */
export const carry = Object.assign(
  async (
    counters: Stock,
    begun: Placement | undefined,
    warehouseId: WarehouseId,
    { from, to, quantity, reason }: Carrying,
    now: Instant,
  ): Promise<Write[]> => {
    const { skuId, merchantId } = counters;
    const change = rearranged(
      placementOf(begun, counters),
      warehouseId,
      (shelves) => carried(shelves, from, to, quantity),
    );
    const movement = { kind: 'carry' as const, quantity, reason, at: now, warehouses: [{ warehouseId, quantity }] };
    const moves = rearrange(counters, change, movement);
    if (to === 'loose' || to === 'missing') return moves;
    const bin = await binAt(merchantId, warehouseId, to);
    const other = bin.skuId === skuId ? { units: 0 } : await contentsOf(bin);
    const home = homeOf(bin, skuId, unitsAt(shelvesAt(change.after, warehouseId), to), other.units);
    return [
      ...moves,
      ...(home ? bins.save(home) : [bins.unchanged(bin)]),
      // It has been empty of the other SKU, and stays so.
      ...(other.placement ? [placements.unchanged(other.placement)] : []),
    ];
  },
  together('bin.carry', binAt, contentsOf, rearranging, bins.save, bins.unchanged, placements.unchanged),
);
