/** What of an order is made before it leaves: how far each of its lines is. */
import * as z from 'zod';
import { changed, type Change, type Steps } from '../kernel/store/change.ts';
import type { Instant } from '../kernel/values/clock.ts';
import { Problem } from '../kernel/problems.ts';
import { productionMoved, type ProductionState } from './events.ts';
import { about, productionOf, type Order, type OrderLine, type Production } from './order.ts';
import { shipsBy } from './dispatch-times.ts';

/** A line is planned when its order is placed; its shop gives it a place and people, gets ready what it takes, and makes it. */
export const productionSteps = {
  allocate: { from: ['planned'], to: 'allocated' },
  prepare: { from: ['allocated'], to: 'prepared' },
  produce: { from: ['prepared'], to: 'in-production' },
  finish: { from: ['in-production'], to: 'finished' },
} as const satisfies Steps<ProductionState>;
export type ProductionStep = z.infer<typeof ProductionStep>;
export const ProductionStep = z.enum(Object.keys(productionSteps) as (keyof typeof productionSteps)[]);

/** The lines that are made, with how far they are. */
export const madeLines = (order: Order): { readonly line: OrderLine; readonly production: Production }[] =>
  order.lines.flatMap((line) => {
    const production = productionOf(order, line);
    return production ? [{ line, production }] : [];
  });

/** Whether the shop has something of it still to make. */
export const isInProduction = (order: Order): boolean =>
  order.state === 'awaiting-shipment' && madeLines(order).some(({ production }) => production.state !== 'finished');

/** Moves a line one step on. @throws Problem not-found, illegal-step unless the order is accepted and has not left */
export const moveProduction = (
  order: Order,
  lineId: OrderLine['id'],
  step: ProductionStep,
  now: Instant,
): Change<Order> => {
  const line = order.lines.find(({ id }) => id === lineId);
  const current = line && productionOf(order, line);
  if (!line || !current) throw new Problem('not-found');
  if (order.state !== 'awaiting-shipment') {
    throw new Problem('illegal-step', `Nothing of it is made while ${order.state}`);
  }
  const { from, to } = productionSteps[step];
  if (!(from as readonly string[]).includes(current.state)) {
    throw new Problem('illegal-step', `${step} is not possible while ${current.state}`);
  }
  const moved: Order = { ...order, production: { ...order.production, [lineId]: { state: to, at: now } } };
  return changed<Order>(
    order,
    { production: moved.production! },
    productionMoved({ ...about(order, now), lineId, state: to, shipsBy: shipsBy(moved) }),
  );
};
