import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { OrderRuleTerms, untilSaid } from '../../../shared/ordering/automation/order-rules.ts';
import { orderRules } from '../../../shared/ordering/automation/order-rules-store.ts';

export const { contract, handler } = endpoint({
  summary: "Shows which paid orders are processed without the shop's people.",
  route: 'GET /v1/order-rules',
  audience: 'merchant',
  callers: ['merchant'],
  answer: { 200: OrderRuleTerms },
  problems: ['no-shop'],
  touches: [orderRules.get],
}, async ({ caller }) => (await orderRules.get(await shopOf(caller)))?.terms ?? untilSaid);
