import { planGoods } from '../../../shared/inventory/public.ts';
import { forOrders } from '../../../shared/kernel/doors/concurrency.ts';
import { subscriber } from '../../../shared/kernel/doors/subscriber.ts';
import { dispatches } from '../../../shared/logistics/public.ts';
import { saveAccepted } from '../../../shared/ordering/acceptance.ts';
import { judgeOrder } from '../../../shared/ordering/automation/order-rules.ts';
import { orderRules } from '../../../shared/ordering/automation/order-rules-store.ts';
import { orderAccepted, orderChanged, orderPaid, replacementPlaced } from '../../../shared/ordering/events.ts';
import { acceptByRules, holdBack } from '../../../shared/ordering/order.ts';
import { orderTimes } from '../../../shared/ordering/rulebooks.ts';
import { orders } from '../../../shared/ordering/store.ts';

export const { contract, handler } = subscriber({
  summary:
    "Accepts and allocates a paid order by the rules of its shop, without the shop's people, or says what stops it.",
  on: [orderPaid, replacementPlaced, orderChanged],
  concurrency: forOrders(1),
  touches: [orderRules.get, orders.need, dispatches.get, orderTimes.versions, planGoods, saveAccepted],
  emits: [orderAccepted],
}, async ({ event: { data }, now, commit }) => {
  const rules = await orderRules.get(data.merchantId);
  if (!rules?.terms.enabled) return;
  const [order, dispatch, timesOf] = await Promise.all([
    orders.need(data.orderId),
    dispatches.get(data.merchantId),
    orderTimes.versions(),
  ]);
  if (order.state !== 'awaiting-acceptance') return;
  const plan = await planGoods(order, now);
  const sending = { dispatchAddress: dispatch !== undefined, warehouses: plan?.warehouses };
  const judgement = judgeOrder(order, rules.terms, sending, now);
  if (!plan || !judgement.passed) return commit({ writes: [orders.save(holdBack(order, judgement))] });
  const change = acceptByRules(order, judgement, now);
  return commit({ writes: [saveAccepted(change, plan.writes, timesOf(order.timesVersion))] });
});
