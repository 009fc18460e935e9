import * as z from 'zod';
import { SkuId } from '../../catalogue/public.ts';
import { changed, created, type Change, type Versioned } from '../../kernel/store/change.ts';
import { MerchantId } from '../../kernel/values/ids.ts';
import { replenishmentAdvised } from '../events.ts';
import type { ReplenishmentRules } from '../rulebooks.ts';
import { forecast, type Forecast } from './forecast.ts';

/** Standard deviations above the mean within which so many percent of a normal distribution lie. */
const deviations = { 90: 1.2816, 95: 1.6449, 98: 2.0537, 99: 2.3263 } as const;

export type SupplyTerms = z.infer<typeof SupplyTerms>;
/** How a shop gets new units of a SKU. */
export const SupplyTerms = z.strictObject({
  leadDays: z.int().min(1).max(365).meta({
    description: 'Days from an order at the supplier until its units are here',
  }),
  coverDays: z.int().min(1).max(365).meta({ description: 'Days for which an order is to last' }),
  serviceLevel: z.enum(['90', '95', '98', '99']).meta({
    description: 'In how many percent of such times the units are to last until new ones come',
  }),
});

export type AdviceKind = z.infer<typeof AdviceKind>;
export const AdviceKind = z.enum(['reorder', 'rising']);

/** What to order of a SKU, and why. */
export interface Advice {
  readonly kind: AdviceKind;
  readonly quantity: number;
  readonly available: number;
  /** The day on which it was first seen. */
  readonly since: string;
}

/** How a SKU is replenished, and what its shop was last told. */
export interface Replenishment extends Versioned {
  readonly id: SkuId;
  readonly merchantId: MerchantId;
  /** The shop's own; the platform's unless said. */
  readonly terms?: SupplyTerms | undefined;
  readonly advice?: Advice | undefined;
}

/** Says how a SKU is replenished. */
export const setSupply = (
  before: Replenishment | undefined,
  of: Pick<Replenishment, 'id' | 'merchantId'>,
  terms: SupplyTerms,
): Change<Replenishment> =>
  before ? changed<Replenishment>(before, { terms }) : created<Replenishment>({ ...of, terms });

/** The terms by which a SKU is replenished: the platform's, where its shop says nothing. */
export const termsOf = (
  replenishment: Replenishment | undefined,
  { leadDays, coverDays }: ReplenishmentRules,
): SupplyTerms => replenishment?.terms ?? { leadDays, coverDays, serviceLevel: '95' };

/** The days of the last week, and the four before it that it is compared with. */
const week = 7;
const usually = 4 * week;

/** What is known of a SKU, and what follows from it. */
export interface Outlook {
  readonly forecast?: Forecast | undefined;
  /** Units of the last seven days, and of an average week of the four before. */
  readonly lastWeek: number;
  readonly usualWeek: number;
  readonly rising: boolean;
  readonly safetyStock?: number | undefined;
  /** So many units or fewer, those that come included: then is the time to order. */
  readonly reorderPoint?: number | undefined;
  /** Units to order now. */
  readonly suggested: number;
}

/**
 * Looks ahead: **reorder point** = forecast a day × lead time + safety stock; **safety stock** = z × error of the forecast ×
 * √lead time, where z is that of the service level (Silver, Pyke and Peterson, "Inventory Management and Production
 * Planning and Scheduling", 1998). What is suggested lasts for the lead time and the days that an order is to cover.
 * Demand rises when the last week has sold at least so many units, by so much more than a usual week, and by more than
 * chance explains (two standard deviations of a Poisson distribution); then the suggestion goes by the last week's pace.
 * @param position units that can be bought and those on their way
 */
export const lookAhead = (
  demand: readonly number[],
  position: number,
  { leadDays, coverDays, serviceLevel }: SupplyTerms,
  { risesBy, risesFrom }: ReplenishmentRules,
): Outlook => {
  const sumOf = (units: readonly number[]): number => units.reduce((sum, one) => sum + one, 0);
  const before = demand.slice(-week - usually, -week);
  const lastWeek = sumOf(demand.slice(-week));
  const usualWeek = before.length < week ? lastWeek : (sumOf(before) / before.length) * week;
  const rising = lastWeek >= risesFrom
    && lastWeek >= usualWeek * (1 + risesBy / 100)
    && lastWeek > usualWeek + 2 * Math.sqrt(usualWeek)
    && before.length >= week;
  const ahead = forecast(demand);
  const safetyStock = ahead && Math.ceil(deviations[serviceLevel] * ahead.error.square * Math.sqrt(leadDays));
  const reorderPoint = ahead && Math.ceil(ahead.perDay * leadDays) + safetyStock!;
  const pace = rising ? Math.max(lastWeek / week, ahead?.perDay ?? 0) : ahead?.perDay;
  const wanted = Math.ceil((pace ?? 0) * (leadDays + coverDays)) + (safetyStock ?? 0);
  const due = rising || (reorderPoint !== undefined && wanted > 0 && position <= reorderPoint);
  return {
    forecast: ahead,
    lastWeek,
    usualWeek,
    rising,
    safetyStock,
    reorderPoint,
    suggested: due ? Math.max(0, wanted - position) : 0,
  };
};

/**
 * Advises a shop: told once while it lasts, with another number when that changes. Nothing when nothing is new.
 * @param date today
 */
export const advise = (
  before: Replenishment | undefined,
  of: Pick<Replenishment, 'id' | 'merchantId'>,
  { rising, suggested }: Outlook,
  available: number,
  date: string,
): Change<Replenishment> | undefined => {
  const old = before?.advice;
  const kind: AdviceKind | undefined = suggested === 0 ? undefined : rising ? 'rising' : 'reorder';
  if (!kind) return old && changed<Replenishment>(before, { advice: undefined });
  if (old?.kind === kind && old.quantity === suggested && old.available === available) return undefined;
  const advice = { kind, quantity: suggested, available, since: old?.kind === kind ? old.since : date };
  const facts = old?.kind === kind
    ? []
    : [replenishmentAdvised({ skuId: of.id, merchantId: of.merchantId, kind, quantity: suggested, available })];
  return before
    ? changed<Replenishment>(before, { advice }, ...facts)
    : created<Replenishment>({ ...of, advice }, ...facts);
};

/** What lists show of an advice. */
export const AdviceView = z.object({
  skuId: SkuId,
  kind: AdviceKind,
  quantity: z.int().meta({ description: 'Units to order' }),
  available: z.int(),
  since: z.iso.date(),
});

/** One that advises nothing stands in no list of advice. */
export const adviceView = ({ id: skuId, advice }: Replenishment): z.input<typeof AdviceView> => ({
  skuId,
  ...advice!,
});
