/** What the rules of a shop decided of an order. Apart from the rules, which know orders: an order knows only this. */
import * as z from 'zod';
import { Instant } from '../../kernel/values/clock.ts';
import { Money } from '../../kernel/values/money.ts';

/** What an order is judged by. */
export type OrderCheck = z.infer<typeof OrderCheck>;
export const OrderCheck = z.enum([
  'review',
  'payable',
  'units',
  'destination',
  'buyer-note',
  'made-to-order',
  'dispatch-address',
  'enough-stock',
  'one-warehouse',
]);

const Finding = z.union([Money, z.int(), z.string(), z.array(z.string()).readonly()]);

/** Whether one of them holds: what was found, and what the rules allow where they set a bound. */
export type CheckedOrder = z.infer<typeof CheckedOrder>;
export const CheckedOrder = z.object({
  check: OrderCheck,
  holds: z.boolean(),
  actual: Finding.optional(),
  allowed: Finding.optional(),
});

/** What the rules of its shop decided of an order, and why: they may be others by the time that somebody asks. */
export type OrderJudgement = z.infer<typeof OrderJudgement>;
export const OrderJudgement = z.object({
  at: Instant,
  passed: z.boolean(),
  checks: z.array(CheckedOrder).readonly(),
});
