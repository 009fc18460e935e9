import * as z from 'zod';
import { Instant } from '../kernel/values/clock.ts';
import { desk, waitsAt } from '../kernel/policy/desk.ts';
import { MerchantId } from '../kernel/values/ids.ts';
import { Money } from '../kernel/values/money.ts';
import { OrderState, Stage, type Order } from './order.ts';

export const overdueOrderDesk = desk('overdue-orders', {
  summary:
    'Paid orders that their shop accepts or ships too late, that do not arrive, or whose buyer denies that they were delivered.',
  roles: ['operator', 'admin'],
  watch: ['support'],
  shows: z.object({
    merchantId: MerchantId,
    state: OrderState,
    stage: Stage,
    overdueSince: Instant,
    payable: Money,
    priority: z.boolean().optional().meta({ description: 'It goes before others' }),
    denial: z.string().optional().meta({ description: 'What the buyer says who denies the delivery' }),
  }),
  sample: {
    merchantId: 'mer_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    state: 'awaiting-shipment',
    stage: 'shipment',
    overdueSince: '2026-11-20T08:00:00.000Z',
    payable: { amount: 7390, currency: 'BRL' },
  },
  clock: { firstAnswer: 'PT24H', resolution: 'P7D' },
  escalate: 'admin',
  actions: ['ordering/close-order', 'ordering/uphold-delivery'],
});

export const overdueOrderWaits = waitsAt(
  overdueOrderDesk,
  ({ overdue, denial, merchantId, state, payable, priority }: Order) =>
    overdue && {
      since: overdue.flaggedAt,
      shows: {
        merchantId,
        state,
        stage: overdue.stage,
        overdueSince: overdue.since,
        payable,
        priority,
        denial: denial?.note,
      },
    },
);
