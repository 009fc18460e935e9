import * as z from 'zod';
import { desk, waitsAt } from '../kernel/policy/desk.ts';
import { id, MerchantId } from '../kernel/values/ids.ts';
import { ReturnState } from './events.ts';
import { ReturnReason } from './reasons.ts';
import type { Return } from './return.ts';

export const escalatedReturnDesk = desk('escalated-returns', {
  summary: 'Returns that their shop does not answer, that do not arrive, or whose refusal the buyer disputes.',
  roles: ['support', 'admin'],
  watch: ['operator'],
  shows: z.object({ merchantId: MerchantId, orderId: id('order'), state: ReturnState, reason: ReturnReason }),
  sample: {
    merchantId: 'mer_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    orderId: 'ord_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    state: 'return-disputed',
    reason: 'defective',
  },
  clock: { firstAnswer: 'PT24H', resolution: 'PT72H' },
  escalate: 'admin',
  actions: ['after-sales/rule-return'],
});

export const escalatedReturnWaits = waitsAt(
  escalatedReturnDesk,
  ({ escalatedAt, merchantId, orderId, state, reason }: Return) =>
    escalatedAt && { since: escalatedAt, shows: { merchantId, orderId, state, reason } },
);
