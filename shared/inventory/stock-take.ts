import * as z from 'zod';
import { SkuId } from '../catalogue/public.ts';
import { changed, created, move, type Change, type Steps, type Versioned } from '../kernel/store/change.ts';
import { after, Instant, type Duration } from '../kernel/values/clock.ts';
import { AccountId, id, MerchantId, type Id } from '../kernel/values/ids.ts';
import { Problem } from '../kernel/problems.ts';
import { stockTakeAdjusted, stockTakeDue, stockTakeRefused, stockTakeSubmitted } from './events.ts';
import { mostCountedLines } from './policy.ts';
import type { StockTakeTolerance } from './rulebooks.ts';
import { Quantity, WarehouseId } from './stock.ts';

export type StockTakeId = Id<'stockTake'>;
export const StockTakeId = id('stockTake');

export type StockTakeState = z.infer<typeof StockTakeState>;
export const StockTakeState = z.enum(['counting', 'awaiting-approval', 'adjusted', 'withdrawn']);

/** The life of a stock-take. What a second person refuses is counted again. */
export const stockTakeSteps = {
  submit: { from: ['counting'], to: 'awaiting-approval' },
  settle: { from: ['counting'], to: 'adjusted' },
  approve: { from: ['awaiting-approval'], to: 'adjusted' },
  refuse: { from: ['awaiting-approval'], to: 'counting' },
  withdraw: { from: ['counting'], to: 'withdrawn' },
} as const satisfies Steps<StockTakeState>;

/** A SKU on a count sheet. What ought to lie there is looked up when the count is handed in: goods move meanwhile. */
export interface CountedLine {
  readonly skuId: SkuId;
  readonly counted?: number | undefined;
  /** Good units that ought to lie there. */
  readonly expected?: number | undefined;
  /** Counted less expected. */
  readonly variance?: number | undefined;
}

/** A count of some SKUs in one warehouse. */
export interface StockTake extends Versioned {
  readonly id: StockTakeId;
  readonly merchantId: MerchantId;
  readonly warehouseId: WarehouseId;
  readonly state: StockTakeState;
  readonly lines: readonly CountedLine[];
  /** From where the next sheet goes on, where the shop has more SKUs. */
  readonly next?: string | undefined;
  readonly openedAt: Instant;
  readonly countedBy?: AccountId | undefined;
  readonly countedAt?: Instant | undefined;
  /** Nobody, when the variance was within tolerance. */
  readonly decidedBy?: AccountId | undefined;
  readonly decidedAt?: Instant | undefined;
  readonly refusal?: string | undefined;
}

/** What was counted of each SKU of the sheet. */
export const Counts = z.array(z.strictObject({ skuId: SkuId, counted: Quantity })).min(1).max(mostCountedLines);

const about = ({ id: stockTakeId, merchantId, warehouseId }: Pick<StockTake, 'id' | 'merchantId' | 'warehouseId'>) => ({
  stockTakeId,
  merchantId,
  warehouseId,
});

/** A sheet to be counted by. @throws Problem not-found when there is nothing to count */
export const openStockTake = (
  stockTakeId: StockTakeId,
  of: Pick<StockTake, 'merchantId' | 'warehouseId' | 'next'>,
  skus: readonly SkuId[],
  now: Instant,
): Change<StockTake> => {
  if (skus.length === 0) throw new Problem('not-found', 'There is no stock to count');
  const lines = skus.map((skuId) => ({ skuId }));
  return created<StockTake>({ id: stockTakeId, ...of, state: 'counting', lines, openedAt: now });
};

/** The counts of a sheet as CSV: the columns `skuId` and `counted`, in any order, among others. */
export const countsIn = (rows: readonly Readonly<Record<string, string>>[]): z.infer<typeof Counts> => {
  const counts = Counts.safeParse(
    rows.map(({ skuId, counted }) => ({ skuId, counted: Number(counted || Number.NaN) })),
  );
  if (counts.success) return counts.data;
  throw new Problem(
    'invalid-input',
    undefined,
    counts.error.issues.map(({ path, message }) => ({ path: `sheet.${path.join('.')}`, message })),
  );
};

/** Whether a variance may stand without a second person. */
export const tolerated = (
  { expected = 0, variance = 0 }: Pick<CountedLine, 'expected' | 'variance'>,
  { units, percent }: StockTakeTolerance,
): boolean => Math.abs(variance) <= units || Math.abs(variance) * 100 <= expected * percent;

/**
 * Hands a count in. Where every line is within tolerance nobody has to approve it; else a person of the platform does,
 * who did not count.
 * @throws Problem illegal-step; invalid-input when a SKU of the sheet is not counted, another is, or one twice
 */
export const submitCounts = (
  take: StockTake,
  counts: z.infer<typeof Counts>,
  onHand: ReadonlyMap<SkuId, number>,
  { tolerance, by, now }: { readonly tolerance: StockTakeTolerance; readonly by: AccountId; readonly now: Instant },
): Change<StockTake> => {
  const counted = new Map(counts.map((line) => [line.skuId, line.counted]));
  const missing = take.lines.filter(({ skuId }) => !counted.has(skuId));
  if (missing.length > 0 || counted.size < counts.length || counts.length > take.lines.length) {
    throw new Problem('invalid-input', undefined, [
      { path: 'counts', message: `must count each SKU of the sheet once; ${missing.length} are not counted` },
    ]);
  }
  const lines = take.lines.map(({ skuId }): CountedLine => {
    const expected = onHand.get(skuId) ?? 0;
    return { skuId, counted: counted.get(skuId)!, expected, variance: counted.get(skuId)! - expected };
  });
  const fields = { lines, countedBy: by, countedAt: now, refusal: undefined };
  return lines.every((line) => tolerated(line, tolerance))
    ? step(take, 'settle', { ...fields, decidedAt: now }, stockTakeAdjusted(about(take)))
    : step(take, 'submit', fields, stockTakeSubmitted(about(take)));
};

const step = (
  take: StockTake,
  name: keyof typeof stockTakeSteps,
  fields: Partial<StockTake>,
  ...facts: Parameters<typeof changed<StockTake>>[2][]
): Change<StockTake> =>
  move<StockTakeState, typeof stockTakeSteps, StockTake>(stockTakeSteps, take, name, fields, ...facts);

/** A second person lets the stock be adjusted. @throws Problem illegal-step, also for whoever has counted */
export const approveStockTake = (take: StockTake, by: AccountId, now: Instant): Change<StockTake> => {
  if (take.countedBy === by) throw new Problem('illegal-step', 'Whoever has counted does not approve it');
  return step(take, 'approve', { decidedBy: by, decidedAt: now }, stockTakeAdjusted(about(take)));
};

/** A second person has it counted again. @throws Problem illegal-step */
export const refuseStockTake = (take: StockTake, by: AccountId, reason: string, now: Instant): Change<StockTake> =>
  step(
    take,
    'refuse',
    { decidedBy: by, decidedAt: now, refusal: reason, lines: take.lines.map(({ skuId }) => ({ skuId })) },
    stockTakeRefused({ ...about(take), reason }),
  );

/** The shop does not count by this sheet after all. @throws Problem illegal-step */
export const withdrawStockTake = (take: StockTake): Change<StockTake> => step(take, 'withdraw', {});

/** The shop's own. @throws Problem not-found */
export const stockTakeOf = (take: StockTake, merchantId: MerchantId): StockTake => {
  if (take.merchantId !== merchantId) throw new Problem('not-found');
  return take;
};

/** When a warehouse was last counted, and when the shop is reminded. */
export interface CountCalendar extends Versioned {
  readonly id: WarehouseId;
  readonly merchantId: MerchantId;
  readonly countedAt: Instant;
  readonly remindAt: Instant;
}

/** A warehouse was counted: the wait for the next count begins anew. */
export const countedNow = (
  before: CountCalendar | undefined,
  { warehouseId, merchantId }: Pick<StockTake, 'warehouseId' | 'merchantId'>,
  every: Duration,
  now: Instant,
): Change<CountCalendar> => {
  const fields = { countedAt: now, remindAt: after(now, every) };
  return before
    ? changed<CountCalendar>(before, fields)
    : created<CountCalendar>({ id: warehouseId, merchantId, ...fields });
};

/** Tells that a count is due, and waits once more; nothing when it was counted since the deadline was set. */
export const remindOfCount = (
  calendar: CountCalendar,
  dueAt: Instant,
  every: Duration,
): Change<CountCalendar> | undefined => {
  if (calendar.remindAt !== dueAt) return undefined;
  const { id: warehouseId, merchantId, countedAt } = calendar;
  return changed<CountCalendar>(
    calendar,
    { remindAt: after(dueAt, every) },
    stockTakeDue({ warehouseId, merchantId, countedAt }),
  );
};

export const StockTakeView = z.object({
  stockTakeId: StockTakeId,
  merchantId: MerchantId,
  warehouseId: WarehouseId,
  state: StockTakeState,
  openedAt: Instant,
  countedAt: Instant.optional(),
  decidedBy: AccountId.optional(),
  decidedAt: Instant.optional(),
  refusal: z.string().optional(),
  next: z.string().optional().meta({ description: 'The cursor of the sheet after this one' }),
  lines: z.array(z.object({
    skuId: SkuId,
    counted: z.int().optional(),
    expected: z.int().optional(),
    variance: z.int().optional(),
  })),
});

export const stockTakeView = ({ id: stockTakeId, version: _, countedBy: __, lines, ...take }: StockTake): z.input<
  typeof StockTakeView
> => ({ stockTakeId, ...take, lines: [...lines] });
