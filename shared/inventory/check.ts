import * as z from 'zod';
import { SkuId } from '../catalogue/public.ts';
import { changed, created, type Change, type Versioned } from '../kernel/store/change.ts';
import { Instant } from '../kernel/values/clock.ts';
import { MerchantId } from '../kernel/values/ids.ts';
import { stockFaultsFound } from './events.ts';
import { lying } from './bins/shelves.ts';
import { figuresAt, totals, type Placement } from './placement.ts';
import { movementKinds, type Counter, type Movement, type Stock, type WarehouseId } from './stock.ts';

/** What of a SKU does not agree. */
export type StockFault = z.infer<typeof StockFault>;
export const StockFault = z.object({
  skuId: SkuId,
  what: z.enum(['below-zero', 'warehouses', 'allocated', 'bins', 'book']),
  expected: z.int(),
  found: z.int(),
});

/** The faults of a shop's stock that were found and nobody has seen to. Its id is the shop's. */
export interface StockFaults extends Versioned {
  readonly id: MerchantId;
  readonly faults: readonly StockFault[];
  /** Since when there are any. */
  readonly since: Instant;
}

/** Faults that are kept of a shop; the next check finds the others. */
const mostFaults = 50;

/**
 * The invariants of stock, for one SKU at one moment: no counter below zero; what lies in the warehouses is what can be
 * bought, what orders hold and what is set aside; no more is allocated than is held; the bins of each warehouse, with what is
 * in none, come to what is on hand there; and the book comes to what the counters say.
 * @param book all movements, where they could be read
 */
export const stockFaultsOf = (
  { skuId, available, held, sold, earmarked }: Stock,
  placement: Placement | undefined,
  book: readonly Pick<Movement, 'kind' | 'quantity'>[] | undefined,
): StockFault[] => {
  const faults: StockFault[] = [];
  const compare = (what: StockFault['what'], expected: number, found: number, agrees = expected === found): void => {
    if (!agrees) faults.push({ skuId, what, expected, found });
  };
  const least = Math.min(available, held, sold, earmarked);
  compare('below-zero', 0, least, least >= 0);
  if (placement) {
    const { onHand, allocated } = totals(placement);
    compare('warehouses', available + held + earmarked, onHand);
    compare('allocated', held, allocated, allocated <= held);
    for (const [warehouseId, shelves] of Object.entries(placement.shelves ?? {})) {
      compare('bins', figuresAt(placement, warehouseId as WarehouseId).onHand, lying(shelves));
    }
  }
  if (book) {
    for (
      const [counter, found] of Object.entries({ available, held, sold, earmarked }) as [Counter, number][]
    ) {
      compare(
        'book',
        book.reduce((sum, { kind, quantity }) => sum + movementKinds[kind][counter] * quantity, 0),
        found,
      );
    }
  }
  return faults;
};

const nameOf = ({ skuId, what, expected, found }: StockFault): string => `${skuId} ${what} ${expected} ${found}`;

/** Some SKUs of a shop were checked. Nothing when nothing is new. */
export const checkedStock = (
  before: StockFaults | undefined,
  merchantId: MerchantId,
  skus: readonly SkuId[],
  found: readonly StockFault[],
  now: Instant,
): Change<StockFaults> | undefined => {
  const others = before?.faults.filter(({ skuId }) => !skus.includes(skuId)) ?? [];
  const faults = [...others, ...found].slice(0, mostFaults);
  const known = new Set(before?.faults.map(nameOf));
  if (faults.length === known.size && faults.every((fault) => known.has(nameOf(fault)))) return undefined;
  const fresh = found.filter((fault) => !known.has(nameOf(fault)));
  const facts = fresh.length > 0 ? [stockFaultsFound({ merchantId, faults: fresh.length })] : [];
  return before
    ? changed<StockFaults>(before, { faults, since: before.faults.length > 0 ? before.since : now }, ...facts)
    : created<StockFaults>({ id: merchantId, faults, since: now }, ...facts);
};

/** Somebody has seen to the faults: what is still wrong is found again. */
export const settleStockFaults = (before: StockFaults): Change<StockFaults> =>
  changed<StockFaults>(before, { faults: [] });

export const StockFaultsView = z.object({ merchantId: MerchantId, since: Instant, faults: z.array(StockFault) });
export const stockFaultsView = ({ id: merchantId, since, faults }: StockFaults): z.input<typeof StockFaultsView> => ({
  merchantId,
  since,
  faults: [...faults],
});
