import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after, days, hours, minutes } from '../../../shared/kernel/values/clock.ts';
import type { Order } from '../../../shared/ordering/order.ts';
import { countsOf, figuresOf, OrderStage, stagesReached } from '../../../shared/ordering/stages.ts';
import { now, placed } from './samples.ts';

const order = placed().orders[0]!.after;
const at = (wait: number) => after(now, wait);
const completed: Order = {
  ...order,
  state: 'completed',
  placedAt: now,
  paidAt: at(minutes(6)),
  acceptedAt: at(hours(1)),
  shippedAt: at(days(1)),
  deliveredAt: at(days(4)),
  completedAt: at(days(5)),
};
const figures = (orders: readonly Order[]) => figuresOf([countsOf(orders.flatMap(stagesReached))]);

describe('the stages of orders', () => {
  it('of one that was completed are all passed, and their times are those between its steps', () => {
    expect(stagesReached(completed)).toEqual([
      { stage: 'payment', took: minutes(6) },
      { stage: 'acceptance', took: minutes(54) },
      { stage: 'shipment', took: hours(23) },
      { stage: 'delivery', took: days(3) },
      { stage: 'receipt', took: days(1) },
    ]);
  });

  it.each(OrderStage.options)('of one that was lost in its %s end there', (stage) => {
    const steps = ['paidAt', 'acceptedAt', 'shippedAt', 'deliveredAt', 'completedAt'] as const;
    const never = steps.slice(OrderStage.options.indexOf(stage));
    const lost = Object.fromEntries(
      Object.entries(completed).filter(([name]) => !never.some((one) => one === name)),
    ) as unknown as Order;
    expect(stagesReached(lost).at(-1)).toEqual({ stage });
    expect(figures([lost]).filter((one) => one.lost > 0)).toEqual([{ stage, reached: 1, lost: 1, lostShare: 10_000 }]);
  });

  it('of one whose buyer confirmed before the carrier told end with its delivery', () => {
    const { deliveredAt: _, ...confirmed } = completed;
    expect(stagesReached(confirmed).at(-1)).toEqual({ stage: 'delivery', took: days(4) });
  });

  it('never took less than no time, though a carrier tells late', () => {
    expect(stagesReached({ ...completed, shippedAt: at(-hours(1)) })[2]).toEqual({ stage: 'shipment', took: 0 });
  });
});

describe('the figures of stages [ORD-18]', () => {
  it('are the mean, what nine of ten took at the most, and the share that was lost', () => {
    const slow = (wait: number): Order => ({ ...completed, paidAt: at(wait), acceptedAt: at(wait + minutes(30)) });
    const ten = [...Array<Order>(8).fill(slow(hours(1))), slow(hours(3)), slow(hours(20))];
    expect(figures(ten)[0]).toEqual({
      stage: 'payment',
      reached: 10,
      lost: 0,
      lostShare: 0,
      meanHours: 3.1,
      nineInTenHours: 4,
    });
    expect(figures(ten)[1]).toMatchObject({ meanHours: 0.5, nineInTenHours: 0.5 });
    expect(figures([{ ...completed, paidAt: at(days(60)) }])[0]).toMatchObject({
      meanHours: 1440,
      nineInTenHours: undefined,
    });
    expect(figures([])).toEqual(OrderStage.options.map((stage) => ({ stage, reached: 0, lost: 0 })));
  });

  it('are the same however orders were counted apart, and who reaches a stage has passed the one before', () => {
    const waits = fc.array(fc.integer({ min: 0, max: days(40) }), { maxLength: 5 });
    const names = ['paidAt', 'acceptedAt', 'shippedAt', 'deliveredAt', 'completedAt'] as const;
    const one = waits.map((steps): Order => ({
      ...order,
      placedAt: now,
      ...Object.fromEntries(steps.map((_, i) => [names[i], at(steps.slice(0, i + 1).reduce((a, b) => a + b, 0))])),
    }));
    fc.assert(fc.property(fc.array(one), (many) => {
      const together = figures(many);
      expect(figuresOf(many.map((alone) => countsOf(stagesReached(alone))))).toEqual(together);
      for (const [i, { reached, lost }] of together.entries()) {
        expect(together[i + 1]?.reached ?? reached - lost).toBe(reached - lost);
      }
    }));
  });
});
