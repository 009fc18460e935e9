import { addresses } from '../../../shared/identity/public.ts';
import { freeGoods } from '../../../shared/inventory/public.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { due } from '../../../shared/kernel/store/due.ts';
import { after } from '../../../shared/kernel/values/clock.ts';
import { sameMoney, Total } from '../../../shared/kernel/values/money.ts';
import { Problem } from '../../../shared/kernel/problems.ts';
import { bookingDropped, shipmentCancelled } from '../../../shared/logistics/events.ts';
import { advance, advancing, freightTemplates, recall, shipmentsUnder } from '../../../shared/logistics/public.ts';
import { orderChanged } from '../../../shared/ordering/events.ts';
import {
  ChangeInput,
  changeOrder,
  ChangePreview,
  changePreview,
  wishOf,
} from '../../../shared/ordering/order-change.ts';
import { boughtBy } from '../../../shared/ordering/order.ts';
import { orderTimes } from '../../../shared/ordering/rulebooks.ts';
import { orders } from '../../../shared/ordering/store.ts';
import {
  giveDifference,
  movingBack,
  movingTells,
  payments,
  provider,
  writesOf,
} from '../../../shared/payments/public.ts';

/** In one transaction with the refund, the stock and what was to carry it: of a change, a cancellation, a refund and a shipment that come at once, each decides on what the one before has left. */
export const { contract, handler } = endpoint({
  summary:
    'Changes where an order goes, its note or its quantities before shipment. What is cheaper is given back; what is dearer is refused. What the shop had accepted it is asked anew.',
  route: 'POST /v1/orders/{orderId}/changes',
  audience: 'shop',
  callers: ['buyer'],
  audited: true,
  idempotent: true,
  input: ChangeInput.extend({
    expectedPayable: Total.meta({ description: 'What it comes to by the preview; another sum is refused' }),
  }),
  answer: { 200: ChangePreview },
  problems: [
    'not-found',
    'address-missing',
    'illegal-step',
    'change-costs-more',
    'production-begun',
    'no-freight',
    'quote-invalid',
    'total-changed',
    'out-of-stock',
    'refund-too-large',
  ],
  touches: [
    orders.need,
    orders.saveChanged,
    addresses.all,
    freightTemplates.get,
    orderTimes.versions,
    payments.need,
    movingBack,
    shipmentsUnder,
    advancing,
    freeGoods,
    due.set,
  ],
  emits: [orderChanged, shipmentCancelled, bookingDropped, ...movingTells],
}, async ({ input, caller, now, newId, commit }) => {
  const order = boughtBy(await orders.need(input.orderId), caller.accountId);
  const { id: orderId, paymentId, merchantId } = order;
  const [book, template, payment, shipments, timesOf] = await Promise.all([
    addresses.all(caller.accountId),
    freightTemplates.get(merchantId),
    payments.need(paymentId),
    shipmentsUnder(orderId),
    orderTimes.versions(),
  ]);
  const decided = changeOrder(order, wishOf(input, book), template, now);
  const { change, back, acceptedAnew } = decided;
  const { payable } = change.after;
  if (!sameMoney(payable, input.expectedPayable)) {
    throw new Problem('total-changed', `It is ${payable.amount} now, in minor units of ${payable.currency}`);
  }
  const { flagUnacceptedAfter, acceptWithin } = timesOf(order.timesVersion);
  return commit({
    writes: [
      await orders.saveChanged(change, now),
      ...(back.amount > 0
        ? writesOf(giveDifference(payment, provider.name, { orderId, amount: back }, { now, newId }))
        : []),
      ...(acceptedAnew
        ? [
          ...recall(shipments, now).map((one) => advance(one, now)),
          await freeGoods(orderId),
          due.set(after(now, flagUnacceptedAfter), 'ordering/flag-overdue-order', { orderId, stage: 'processing' }),
          due.set(after(now, acceptWithin), 'ordering/cancel-unaccepted-order', { orderId }),
        ]
        : []),
    ],
    answer: changePreview(decided),
  });
});
