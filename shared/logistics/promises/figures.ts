/** How carriers have kept what was promised, in numbers that add up. */
import * as z from 'zod';
import type { Change } from '../../kernel/store/change.ts';
import { between, hours } from '../../kernel/values/clock.ts';
import { Total, type Currency } from '../../kernel/values/money.ts';
import { BasisPoints } from '../../kernel/values/rate.ts';
import { pickUp } from '../progress.ts';
import type { Bearer, Shipment } from '../shipment.ts';
import { totalsOf, type Counts } from './counts.ts';
import { arrivedAt } from './promise.ts';
import type { DeliveryRating } from './rating.ts';

/** What a change of a shipment adds to the counts of its carrier: each parcel is counted once as it arrives, and as it comes back. */
export const countsOf = ({ before, after: shipment }: Change<Shipment>): Counts => {
  const { state, lateSince, scans, attempts } = shipment;
  const isSentAgain = attempts !== before?.attempts;
  if (isSentAgain || (state === 'lost' && before?.state !== 'lost')) {
    const reason = isSentAgain ? attempts?.at(-1)?.reason : before?.trouble?.reason;
    return reason === 'damaged' ? { damaged: 1 } : reason === 'not-taken' ? { returned: 1 } : { lost: 1 };
  }
  if (before?.state === state) return {};
  if (state === 'returned') return { returned: 1 };
  if (state !== 'delivered') return {};
  const [left, there] = [pickUp(scans)!.at, arrivedAt({ scans })!];
  const price = shipment.choice?.scores.find(({ carrier }) => carrier === shipment.carrier)?.price;
  return {
    delivered: 1,
    ...(left < there && { timed: 1, transitMs: between(left, there) }),
    ...(lateSince && { late: 1, lateMs: between(lateSince, there) }),
    ...(price && { [`agreed-${price.currency}`]: price.amount }),
  };
};

/** What a buyer's word adds to them. */
export const countsOfRating = ({ speed, condition, courier }: DeliveryRating): Counts => ({
  rated: 1,
  speed,
  condition,
  courier,
});

const Mean = z.number().optional();

/** How a carrier did in a month. */
export type CarrierFigures = z.infer<typeof CarrierFigures>;
export const CarrierFigures = z.object({
  carrier: z.string(),
  delivered: z.int().meta({ description: 'Parcels that arrived' }),
  late: z.int().meta({ description: 'Those of them that arrived after the planned time' }),
  inTimeShare: BasisPoints.optional(),
  meanLateHours: Mean.meta({ description: 'How much later the late ones were, on average' }),
  meanDays: Mean.meta({ description: 'From the pick-up to the door, on average' }),
  returned: z.int().meta({ description: 'Parcels that came back' }),
  lost: z.int().meta({ description: 'Parcels that were given up' }),
  damaged: z.int().meta({ description: 'Parcels that came to harm' }),
  agreed: z.array(Total).readonly().optional().meta({ description: 'What they came to by the contract in force' }),
  rated: z.int().meta({ description: 'Parcels whose buyers have rated the delivery' }),
  speed: Mean.meta({ description: 'Of five, on average' }),
  condition: Mean.meta({ description: 'The same' }),
  courier: Mean.meta({ description: 'The same' }),
}).meta({ id: 'CarrierFigures' });

/** What was counted of one carrier, in one place. */
export interface CarrierCounts {
  readonly carrier: Bearer;
  readonly counts: Counts;
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

/** The figures of each carrier of which anything was counted. */
export const figuresOf = (counted: readonly CarrierCounts[]): CarrierFigures[] =>
  [...Map.groupBy(counted, ({ carrier }) => carrier)].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(
    ([carrier, places]) => {
      const totals = totalsOf(places.map(({ counts }) => counts));
      const total = (name: string): number => totals[name] ?? 0;
      const agreed = Object.entries(totals).filter(([name]) => name.startsWith('agreed-')).map(([name, amount]) => ({
        amount,
        currency: name.slice('agreed-'.length) as Currency,
      }));
      const [delivered, late, rated] = [total('delivered'), total('late'), total('rated')];
      return {
        carrier,
        delivered,
        late,
        ...(delivered > 0 && { inTimeShare: Math.round(((delivered - late) * 10_000) / delivered) }),
        ...(late > 0 && { meanLateHours: rounded(total('lateMs') / late / hours(1)) }),
        ...(total('timed') > 0 && { meanDays: rounded(total('transitMs') / total('timed') / hours(24)) }),
        returned: total('returned'),
        lost: total('lost'),
        damaged: total('damaged'),
        ...(agreed.length > 0 && { agreed }),
        rated,
        ...(rated > 0 && {
          speed: rounded(total('speed') / rated),
          condition: rounded(total('condition') / rated),
          courier: rounded(total('courier') / rated),
        }),
      };
    },
  );
