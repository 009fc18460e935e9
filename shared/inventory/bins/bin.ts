import * as z from 'zod';
import { SkuId } from '../../catalogue/public.ts';
import { changed, created, type Change, type Versioned } from '../../kernel/store/change.ts';
import type { MerchantId } from '../../kernel/values/ids.ts';
import { Problem } from '../../kernel/problems.ts';
import { title } from '../../kernel/values/text.ts';
import { WarehouseId } from '../stock.ts';
import type { Warehouse } from '../warehouse.ts';
import { BinCode } from './shelves-view.ts';

/** Steps from the packing place: pickers walk from the smallest to the greatest, and what sells fast lies near. */
const Walk = z.int().min(0).max(99_999).meta({
  description: 'Steps from the packing place; lists are walked in this order',
});
const Room = z.int().min(1).max(1_000_000).meta({ description: 'Units for which it has room; any number unless said' });

/** A place in a zone of a warehouse, for units of one SKU at a time. */
export interface Bin extends Versioned {
  readonly id: string;
  readonly merchantId: MerchantId;
  readonly warehouseId: WarehouseId;
  readonly code: BinCode;
  readonly zone: string;
  readonly walk: number;
  readonly room?: number | undefined;
  /** A closed one is given to nothing. */
  readonly open: boolean;
  /** Whose units lie there, or lay there last. */
  readonly skuId?: SkuId | undefined;
}

export const binId = (warehouseId: WarehouseId, code: BinCode): string => `${warehouseId}:${code}`;

/** Bins of one aisle that are added at once. */
const mostAdded = 40;

export type AisleTerms = z.infer<typeof AisleTerms>;
/** A row of bins: `A`, 1 to 12, are `A-01` to `A-12`. */
export const AisleTerms = z.strictObject({
  zone: title(60),
  aisle: BinCode.max(16),
  from: z.int().min(1).max(999),
  to: z.int().min(1).max(999),
  walk: Walk.meta({
    description: 'Steps from the packing place to the first of them; each further one is a step more',
  }),
  room: Room.optional(),
});

export const BinTerms = z.strictObject({ zone: title(60), walk: Walk, room: Room.optional(), open: z.boolean() });

/** Zones in which goods are kept. What is received or returned waits on the floor of its own. */
const keeps = ['storage', 'picking', 'cold'];

const inZone = ({ zones }: Warehouse, zone: string): void => {
  const found = zones.find(({ name }) => name === zone);
  if (!found || !keeps.includes(found.use)) {
    throw new Problem('invalid-input', undefined, [
      { path: 'zone', message: `must be a zone of the warehouse for ${keeps.join(', ')}` },
    ]);
  }
};

/** The codes of the bins of an aisle. @throws Problem invalid-input */
export const codesOf = ({ aisle, from, to }: AisleTerms): BinCode[] => {
  if (to < from || to - from >= mostAdded) {
    throw new Problem('invalid-input', undefined, [
      { path: 'to', message: `must not be before from; ${mostAdded} are added at once at the most` },
    ]);
  }
  return Array.from({ length: to - from + 1 }, (_, i) => `${aisle}-${String(from + i).padStart(2, '0')}`);
};

/** Adds the bins of an aisle. @throws Problem invalid-input; bin-exists when there is one of them */
export const addBins = (
  merchantId: MerchantId,
  warehouse: Warehouse,
  { zone, walk, room }: AisleTerms,
  codes: readonly BinCode[],
  known: readonly Bin[],
): Change<Bin>[] => {
  inZone(warehouse, zone);
  if (known[0]) throw new Problem('bin-exists', known[0].code);
  return codes.map((code, i) =>
    created<Bin>({
      id: binId(warehouse.id, code),
      merchantId,
      warehouseId: warehouse.id,
      code,
      zone,
      walk: walk + i,
      room,
      open: true,
    })
  );
};

/**
 * Says something else of a bin. One that is closed belongs to no SKU any more.
 * @param units that lie there
 * @throws Problem invalid-input; bin-unfit when it is closed with units in it, or has room for fewer
 */
export const setBin = (bin: Bin, warehouse: Warehouse, terms: z.infer<typeof BinTerms>, units: number): Change<Bin> => {
  inZone(warehouse, terms.zone);
  if (!terms.open && units > 0) throw new Problem('bin-unfit', `${units} units are in ${bin.code}`);
  roomFor({ ...bin, room: terms.room }, units);
  return changed<Bin>(bin, { room: undefined, ...terms, ...(!terms.open && { skuId: undefined }) });
};

/** @throws Problem bin-unfit */
const roomFor = ({ code, room = Infinity }: Pick<Bin, 'code' | 'room'>, units: number): void => {
  if (units > room) throw new Problem('bin-unfit', `${code} has room for ${room}`);
};

/**
 * Makes a bin that of a SKU, if it is not.
 * @param units that lie there afterwards
 * @param others units of another SKU that lie there now
 * @throws Problem bin-unfit when it is closed, another's, or has too little room
 */
export const homeOf = (bin: Bin, skuId: SkuId, units: number, others: number): Change<Bin> | undefined => {
  if (!bin.open) throw new Problem('bin-unfit', `${bin.code} is closed`);
  if (bin.skuId !== skuId && others > 0) throw new Problem('bin-unfit', `${bin.code} has units of ${bin.skuId}`);
  roomFor(bin, units);
  return bin.skuId === skuId ? undefined : changed<Bin>(bin, { skuId });
};

/** What lists show of a bin. */
export const BinSummary = z.object({
  bin: BinCode,
  zone: z.string(),
  walk: Walk,
  room: z.int().optional(),
  open: z.boolean(),
  skuId: SkuId.optional().meta({ description: 'Whose units lie there, or lay there last' }),
});

export const binSummary = ({ code: bin, zone, walk, room, open, skuId }: Bin): z.input<typeof BinSummary> => ({
  bin,
  zone,
  walk,
  room,
  open,
  skuId,
});

/** In which bins, or with no bin at all, what is to be carried lies. */
export const CarryTerms = z.strictObject({
  skuId: SkuId,
  warehouseId: WarehouseId,
  from: BinCode.optional().meta({ description: 'Unless said, what is loose' }),
  to: BinCode.optional().meta({ description: 'Unless said, it is loose from now on' }),
  missing: z.boolean().default(false).meta({
    description: 'It was missing and has been found again: it comes from there',
  }),
  quantity: z.int().min(1).max(1_000_000),
});
