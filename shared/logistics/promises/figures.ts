/** How carriers have kept what was promised, in numbers that add up. */
import * as z from 'zod';
import type { Change } from '../../kernel/store/change.ts';
import { between, hours } from '../../kernel/values/clock.ts';
import { BasisPoints } from '../../kernel/values/rate.ts';
import type { Bearer, Shipment } from '../shipment.ts';
import { arrivedAt } from './promise.ts';
import type { DeliveryRating } from './rating.ts';

/** Numbers by name. Those of several shipments add up. */
export type Counts = Readonly<Record<string, number>>;

/** What a change of a shipment adds to the counts of its carrier: each parcel is counted once as it arrives, and as it comes back. */
export const countsOf = ({ before, after: { state, lateSince, scans, attempts } }: Change<Shipment>): Counts => {
  const isSentAgain = attempts !== before?.attempts;
  if (isSentAgain || (state === 'lost' && before?.state !== 'lost')) {
    const reason = isSentAgain ? attempts?.at(-1)?.reason : before?.trouble?.reason;
    return reason === 'damaged' ? { damaged: 1 } : reason === 'not-taken' ? { returned: 1 } : { lost: 1 };
  }
  if (before?.state === state) return {};
  if (state === 'returned') return { returned: 1 };
  if (state !== 'delivered') return {};
  return { delivered: 1, ...(lateSince && { late: 1, lateMs: between(lateSince, arrivedAt({ scans })!) }) };
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
  returned: z.int().meta({ description: 'Parcels that came back' }),
  lost: z.int().meta({ description: 'Parcels that were given up' }),
  damaged: z.int().meta({ description: 'Parcels that came to harm' }),
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
      const total = (name: string): number => places.reduce((sum, { counts }) => sum + (counts[name] ?? 0), 0);
      const [delivered, late, rated] = [total('delivered'), total('late'), total('rated')];
      return {
        carrier,
        delivered,
        late,
        ...(delivered > 0 && { inTimeShare: Math.round(((delivered - late) * 10_000) / delivered) }),
        ...(late > 0 && { meanLateHours: rounded(total('lateMs') / late / hours(1)) }),
        returned: total('returned'),
        lost: total('lost'),
        damaged: total('damaged'),
        rated,
        ...(rated > 0 && {
          speed: rounded(total('speed') / rated),
          condition: rounded(total('condition') / rated),
          courier: rounded(total('courier') / rated),
        }),
      };
    },
  );
