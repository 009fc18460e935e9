import { forOrders } from '../../shared/kernel/doors/concurrency.ts';
import { due } from '../../shared/kernel/store/due.ts';
import { subscriber } from '../../shared/kernel/doors/subscriber.ts';
import { earn, ledger } from '../../shared/ledger/public.ts';
import { orderCompleted } from '../../shared/ordering/events.ts';
import { payments } from '../../shared/payments/public.ts';
import { givenBack, hold } from '../../shared/settlement/earning.ts';
import { earningHeld } from '../../shared/settlement/events.ts';
import { earningRelease } from '../../shared/settlement/rulebooks.ts';
import { earnings } from '../../shared/settlement/store.ts';

export const { contract, handler } = subscriber({
  summary: "Books the commission and the merchant's share of a completed order, held for the after-sales window.",
  on: orderCompleted,
  concurrency: forOrders(1),
  touches: [payments.need, earningRelease.current, earnings.save, ledger.post, due.set],
  emits: [earningHeld],
}, async ({ event: { data }, now, commit }) => {
  // What replaces goods is no second sale.
  if (data.replaces) return;
  const [payment, release] = await Promise.all([payments.need(data.paymentId), earningRelease.current(now)]);
  const earning = hold({ ...data, refunded: givenBack(payment, data.orderId) }, release, now);
  await commit({
    writes: [
      earnings.save(earning),
      ledger.post(earn({ orderId: data.orderId, merchantId: data.merchantId }, earning.after, now)),
      due.set(earning.after.releaseAt, 'settlement/release-earning', { orderId: data.orderId }),
    ],
  });
});
