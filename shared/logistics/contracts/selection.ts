/** Which carrier brings a parcel: a score of each for coverage, speed, quality and price, which says why. */
import { changed, created, type Change, type Versioned } from '../../kernel/store/change.ts';
import { dateAfter } from '../../kernel/values/calendar.ts';
import { hours } from '../../kernel/values/clock.ts';
import type { Money } from '../../kernel/values/money.ts';
import type { CarrierName } from '../carriers/carrier.ts';
import type { Counts } from '../promises/counts.ts';
import type { CarrierSelection } from '../rulebooks.ts';
import type { CarrierScore } from './score.ts';
import { agreedPrice, contractOn, type AgreedLane, type CarrierFile, type Promised } from './contract.ts';

/** What is known of a carrier when one is chosen. */
export interface Standing {
  readonly carrier: CarrierName;
  /** What is agreed with it, where anything is. */
  readonly lanes: readonly AgreedLane[];
  readonly promised?: Promised | undefined;
  /** What it did lately. */
  readonly counts: Counts;
}

/** How all carriers stand: renewed at night, and when anything is agreed with one of them. */
export interface CarrierStandings extends Versioned {
  readonly id: 'all';
  readonly carriers: readonly Standing[];
}

/** These stand as they do now, and the others as they did. */
export const renewStandings = (
  before: CarrierStandings | undefined,
  renewed: readonly Standing[],
): Change<CarrierStandings> => {
  const names = new Set(renewed.map(({ carrier }) => carrier));
  const carriers = [...(before?.carriers ?? []).filter(({ carrier }) => !names.has(carrier)), ...renewed];
  return before
    ? changed<CarrierStandings>(before, { carriers })
    : created<CarrierStandings>({ id: 'all', carriers });
};

/** How a carrier stands by its file on a day, with what it did lately. */
export const standingOf = (
  carrier: CarrierName,
  file: CarrierFile | undefined,
  date: string,
  counts: Counts,
): Standing => {
  const contract = contractOn(file, date);
  return { carrier, lanes: contract?.lanes ?? [], ...(contract && { promised: contract.promised }), counts };
};

/** `2026-01` is after `2025-12`. */
export const monthBefore = (month: string): string => dateAfter(`${month}-01`, -1).slice(0, 7);

const points = (share: number): number => Math.round(100 * Math.min(1, Math.max(0, share)));

/** Days that a carrier takes: as it does on average, where enough is known, else as was agreed. */
const daysOf = ({ counts }: Standing, lane: AgreedLane, { leastParcels }: CarrierSelection): number => {
  const { timed = 0, transitMs = 0 } = counts;
  return timed >= leastParcels ? Math.round((transitMs / timed / hours(24)) * 10) / 10 : lane.days;
};

/** A half for what was in time, a quarter for what was unharmed, a quarter for what buyers say: of what is known. */
const qualityOf = ({ counts, promised }: Standing, { leastParcels }: CarrierSelection): number => {
  const { delivered = 0, late = 0, lost = 0, damaged = 0, rated = 0, speed = 0, condition = 0, courier = 0 } = counts;
  const all = delivered + lost + damaged;
  if (all < leastParcels) return promised ? points(promised.inTimeShare / 10_000) : 50;
  const parts = [
    [2, delivered > 0 ? 1 - late / delivered : 0],
    // One in ten that is lost or harmed is as bad as it gets.
    [1, 1 - (10 * (lost + damaged)) / all],
    ...(rated > 0 ? [[1, (speed + condition + courier) / (3 * 5 * rated)] as const] : []),
  ] as const;
  const weights = parts.reduce((sum, [weight]) => sum + weight, 0);
  return points(parts.reduce((sum, [weight, share]) => sum + weight * Math.min(1, Math.max(0, share)), 0) / weights);
};

/**
 * The scores of carriers for a parcel, the best first. One with which nothing is agreed for the country covers nothing.
 * @param grams what it weighs
 */
export const scoreCarriers = (
  standings: readonly Standing[],
  { country, grams }: { readonly country: string; readonly grams: number },
  rules: CarrierSelection,
): CarrierScore[] => {
  const offers = standings.map((standing) => {
    const lane = standing.lanes.find((one) => one.country === country);
    return { standing, ...(lane && { days: daysOf(standing, lane, rules), agreed: agreedPrice(lane, grams) }) };
  });
  const fastest = Math.min(...offers.map(({ days = Infinity }) => days));
  const currency = offers.find(({ agreed }) => agreed)?.agreed?.currency;
  const inOne = (agreed: Money | undefined): number =>
    agreed && agreed.currency === currency ? agreed.amount : Infinity;
  const cheapest = Math.min(...offers.map(({ agreed }) => inOne(agreed)));
  const weights = rules.coverage + rules.speed + rules.quality + rules.price;
  return offers.map(({ standing, days, agreed }): CarrierScore => {
    const coverage = agreed ? 100 : 0;
    const swiftness = days === undefined ? 0 : points(Math.max(fastest, 0.1) / Math.max(days, 0.1));
    const quality = qualityOf(standing, rules);
    const price = inOne(agreed);
    const cheapness = price === Infinity ? 0 : price === 0 ? 100 : points(cheapest / price);
    const sum = coverage * rules.coverage + swiftness * rules.speed + quality * rules.quality + cheapness * rules.price;
    return {
      carrier: standing.carrier,
      total: weights > 0 ? Math.round(sum / weights) : 0,
      coverage,
      swiftness,
      quality,
      cheapness,
      ...(days !== undefined && { transitDays: days }),
      ...(agreed && { price: agreed }),
    };
  }).toSorted((a, b) => b.coverage - a.coverage || b.total - a.total || (a.carrier < b.carrier ? -1 : 1));
};
