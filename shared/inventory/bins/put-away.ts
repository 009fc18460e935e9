/** Goods that are given a bin: received, returned or transferred in. */
import * as z from 'zod';
import { SkuId } from '../../catalogue/public.ts';
import { changed, created, type Change, type Versioned } from '../../kernel/store/change.ts';
import { Instant } from '../../kernel/values/clock.ts';
import { id, MerchantId, type Id } from '../../kernel/values/ids.ts';
import { Problem } from '../../kernel/problems.ts';
import { isRead, localText, type LocalText } from '../../kernel/values/text.ts';
import type { BinPlacement } from '../rulebooks.ts';
import { WarehouseId } from '../stock.ts';
import type { Bin } from './bin.ts';
import { BinCode } from './shelves-view.ts';

export type PutAwayId = Id<'putAway'>;
export const PutAwayId = id('putAway');

/** How fast a SKU sells. */
export type Speed = z.infer<typeof Speed>;
export const Speed = z.enum(['fast', 'usual', 'slow', 'unknown']);

/** Why a bin is offered. */
export type Because = z.infer<typeof Because>;
export const Because = z.enum(['lies-there', 'near', 'middle', 'far', 'no-bin-free']);

/** SKUs of one list: what somebody carries in one round. */
export const mostPutAway = 20;

export interface PutAwayLine {
  readonly skuId: SkuId;
  readonly code: string;
  readonly title?: LocalText | undefined;
  /** To be put away. */
  readonly quantity: number;
  /** Of these, the ones that were. */
  readonly done: number;
  readonly bin?: BinCode | undefined;
  readonly walk?: number | undefined;
  readonly speed: Speed;
  /** Units that it sells in 30 days. */
  readonly monthly: number;
  readonly because: Because;
}

/** A round through one warehouse in which loose units are put into bins. */
export interface PutAway extends Versioned {
  readonly id: PutAwayId;
  readonly merchantId: MerchantId;
  readonly warehouseId: WarehouseId;
  readonly state: PutAwayState;
  readonly lines: readonly PutAwayLine[];
  /** From where the next list goes on among the SKUs that have never had a bin. */
  readonly next?: string | undefined;
  readonly openedAt: Instant;
}

export type PutAwayState = z.infer<typeof PutAwayState>;
export const PutAwayState = z.enum(['open', 'done']);

/** How fast a SKU sells, by what it sold in the days that are known of it. */
export const speedOf = (
  { days, sold }: { readonly days: number; readonly sold: number },
  { fastFrom, slowBelow }: BinPlacement,
): { readonly speed: Speed; readonly monthly: number } => {
  if (days === 0) return { speed: 'unknown', monthly: 0 };
  const monthly = Math.round((sold * 30) / days);
  return { speed: monthly >= fastFrom ? 'fast' : monthly < slowBelow ? 'slow' : 'usual', monthly };
};

type Place = Pick<Bin, 'code' | 'walk' | 'room'>;

/** What is to be put away, and the bins where units of it lie, with how many. */
export interface Loose extends Pick<PutAwayLine, 'skuId' | 'code' | 'title' | 'quantity' | 'speed' | 'monthly'> {
  readonly homes: readonly { readonly bin: Place; readonly units: number }[];
}

const whereTo = { fast: 'near', slow: 'far', usual: 'middle', unknown: 'middle' } as const satisfies Record<
  Speed,
  Because
>;

/**
 * Offers a bin for each SKU: one where it lies already, if there is room; else a free one, the nearest to the packing
 * place for what sells fast, the farthest for what sells slowly, and one in between for the others. No two are offered
 * the same; what a bin has no room for stays for another list.
 * @param free the free bins, the nearest first
 */
export const offerBins = (loose: readonly Loose[], free: readonly Place[]): PutAwayLine[] => {
  const left = [...free];
  return loose.map(({ homes, ...line }): PutAwayLine => {
    const home = homes.find(({ bin: { room }, units }) => room === undefined || units < room);
    const at = line.speed === 'fast' ? 0 : line.speed === 'slow' ? left.length - 1 : Math.floor((left.length - 1) / 2);
    const bin = home?.bin ?? left.splice(Math.max(0, at), 1)[0];
    if (!bin) return { ...line, done: 0, because: 'no-bin-free' };
    const quantity = Math.min(line.quantity, (bin.room ?? Infinity) - (home?.units ?? 0));
    const because = home ? 'lies-there' : whereTo[line.speed];
    return { ...line, quantity, done: 0, bin: bin.code, walk: bin.walk, because };
  }).sort((a, b) => (a.walk ?? Infinity) - (b.walk ?? Infinity));
};

/** @throws Problem not-found when nothing is loose */
export const openPutAway = (
  putAwayId: PutAwayId,
  of: Pick<PutAway, 'merchantId' | 'warehouseId' | 'next'>,
  lines: readonly PutAwayLine[],
  now: Instant,
): Change<PutAway> => {
  if (lines.length === 0) throw new Problem('not-found', 'Nothing is to be put away');
  return created<PutAway>({ id: putAwayId, ...of, state: 'open', lines, openedAt: now });
};

/** The line that somebody has before them. @throws Problem not-found, illegal-step, scan-wrong */
export const lineRead = <L extends { readonly skuId: SkuId; readonly code: string }>(
  { state, lines }: { readonly state: PutAwayState; readonly lines: readonly L[] },
  no: number,
  code: string,
): L => {
  const line = lines[no];
  if (!line) throw new Problem('not-found');
  if (state !== 'open') throw new Problem('illegal-step', 'The list is done');
  if (!isRead(code, line.code, line.skuId)) {
    throw new Problem('scan-wrong', undefined, [{ path: 'code', message: `is not ${line.code}` }]);
  }
  return line;
};

/** Some units of a line lie in a bin now. @throws Problem illegal-step when they are more than are left of it */
export const confirmPutAway = (list: PutAway, no: number, quantity: number): Change<PutAway> => {
  const line = list.lines[no]!;
  const left = line.quantity - line.done;
  if (quantity > left) throw new Problem('illegal-step', `${left} are left of this line`);
  const lines = list.lines.map((one, i) => (i === no ? { ...one, done: one.done + quantity } : one));
  return changed<PutAway>(list, {
    lines,
    state: lines.every(({ quantity: all, done }) => done === all) ? 'done' : 'open',
  });
};

/** Nobody walks on by this list: what is left stays loose. @throws Problem illegal-step */
export const closePutAway = (list: PutAway): Change<PutAway> => {
  if (list.state !== 'open') throw new Problem('illegal-step', 'The list is done');
  return changed<PutAway>(list, { state: 'done' });
};

/** The shop's own. @throws Problem not-found */
export const ownList = <T extends { readonly merchantId: MerchantId }>(list: T, merchantId: MerchantId): T => {
  if (list.merchantId !== merchantId) throw new Problem('not-found');
  return list;
};

export const PutAwaySummary = z.object({
  putAwayId: PutAwayId,
  warehouseId: WarehouseId,
  state: PutAwayState,
  openedAt: Instant,
});

export const PutAwayView = PutAwaySummary.extend({
  next: z.string().optional().meta({ description: 'Where the list after this one goes on' }),
  lines: z.array(z.object({
    bin: BinCode.optional(),
    code: z.string(),
    title: localText(255).optional(),
    quantity: z.int(),
    done: z.int(),
    speed: Speed.meta({ description: 'How fast it sells; by this the bin is chosen' }),
    monthly: z.int().meta({ description: 'Units that it sells in 30 days' }),
    because: Because.meta({ description: 'Why this bin' }),
    skuId: SkuId,
  })),
});

export const putAwaySummary = (
  { id: putAwayId, warehouseId, state, openedAt }: PutAway,
): z.input<typeof PutAwaySummary> => ({ putAwayId, warehouseId, state, openedAt });

export const putAwayView = (list: PutAway): z.input<typeof PutAwayView> => ({
  ...putAwaySummary(list),
  next: list.next,
  lines: list.lines.map(({ walk: _, ...line }) => line),
});
