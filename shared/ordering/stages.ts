import * as z from 'zod';
import { between, hours, type Duration } from '../kernel/values/clock.ts';
import { BasisPoints } from '../kernel/values/rate.ts';
import type { Order } from './order.ts';

/** The stages of an order's way: each ends where the next begins. */
export type OrderStage = z.infer<typeof OrderStage>;
export const OrderStage = z.enum(['payment', 'acceptance', 'shipment', 'delivery', 'receipt']);

/** A stage that an order has reached: how long it took, or nothing when the order was lost there. */
export interface StageReached {
  readonly stage: OrderStage;
  readonly took?: Duration;
}

/**
 * The stages that an order which has ended has reached, in order. What a buyer confirms before the carrier does was
 * delivered then, and waited for no receipt. Carriers tell late: what seems to have ended before it began took no time.
 */
export const stagesReached = (
  { placedAt, paidAt, acceptedAt, shippedAt, deliveredAt, completedAt }: Order,
): StageReached[] =>
  ([
    ['payment', placedAt, paidAt],
    ['acceptance', paidAt, acceptedAt],
    ['shipment', acceptedAt, shippedAt],
    ['delivery', shippedAt, deliveredAt ?? completedAt],
    ['receipt', deliveredAt, completedAt],
  ] as const).flatMap(([stage, since, until]) =>
    since ? [{ stage, ...(until && { took: Math.max(0, between(since, until)) }) }] : []
  );

/** The lengths by which stages are counted, from half an hour to four weeks. */
const lengths: readonly Duration[] = [0.5, 1, 2, 4, 8, 12, 24, 48, 72, 96, 168, 240, 336, 672].map(hours);

/** Numbers by name. Those of several orders add up. */
export type Counts = Readonly<Record<string, number>>;

/** What orders that have ended add to the counts: for each stage those that passed, those that were lost, and times. */
export const countsOf = (reached: readonly StageReached[]): Counts => {
  const counts: Record<string, number> = {};
  const add = (name: string, n: number): void => {
    counts[name] = (counts[name] ?? 0) + n;
  };
  for (const { stage, took } of reached) {
    if (took === undefined) add(`${stage}-lost`, 1);
    else {
      add(`${stage}-passed`, 1);
      add(`${stage}-ms`, took);
      add(`${stage}-within-${lengths.findIndex((length) => took <= length)}`, 1);
    }
  }
  return counts;
};

/** How a stage went, of the orders that ended in a month. */
export type StageFigures = z.infer<typeof StageFigures>;
export const StageFigures = z.object({
  stage: OrderStage,
  reached: z.int().meta({ description: 'Orders that came so far' }),
  lost: z.int().meta({ description: 'Those of them that were cancelled there' }),
  lostShare: BasisPoints.optional(),
  meanHours: z.number().optional().meta({ description: 'How long it took those that passed it, on average' }),
  nineInTenHours: z.number().optional().meta({
    description: 'Nine of ten passed it within so long; nothing when it was more than four weeks',
  }),
}).meta({ id: 'StageFigures' });

/** The figures of all stages, in order, of counts that were kept apart. */
export const figuresOf = (counts: readonly Counts[]): StageFigures[] => {
  const total = (name: string): number => counts.reduce((sum, one) => sum + (one[name] ?? 0), 0);
  return OrderStage.options.map((stage) => {
    const [passed, lost] = [total(`${stage}-passed`), total(`${stage}-lost`)];
    const reached = passed + lost;
    return {
      stage,
      reached,
      lost,
      ...(reached > 0 && { lostShare: Math.round((lost * 10_000) / reached) }),
      ...(passed > 0 && {
        meanHours: Math.round((total(`${stage}-ms`) / passed / hours(1)) * 100) / 100,
        nineInTenHours: nineInTenOf(lengths.map((_, i) => total(`${stage}-within-${i}`)), passed),
      }),
    };
  });
};

/** The least of the lengths, in hours, within which nine of ten passed. */
const nineInTenOf = (within: readonly number[], passed: number): number | undefined => {
  let soFar = 0;
  const found = lengths.find((_, i) => (soFar += within[i]!) * 10 >= passed * 9);
  return found && found / hours(1);
};
