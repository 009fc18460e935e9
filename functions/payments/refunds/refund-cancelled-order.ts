import { subscriber } from '../../../shared/kernel/doors/subscriber.ts';
import { orderCancelled } from '../../../shared/ordering/events.ts';
import { provider } from '../../../shared/payments/provider/institution.ts';
import { cancelShare } from '../../../shared/payments/refunds/refunding.ts';
import { movingBack, movingTells, payments, writesOf } from '../../../shared/payments/store.ts';

/** Also when the order was cancelled before its money arrived: then it goes back as soon as it does. */
export const { contract, handler } = subscriber({
  summary: "Gives a cancelled order's money back.",
  on: orderCancelled,
  touches: [payments.need, movingBack],
  emits: movingTells,
}, async ({ event: { data }, now, newId, commit }) => {
  // Nothing was paid for what replaces goods: the return that asked for it goes on.
  if (data.replaces) return;
  const move = cancelShare(await payments.need(data.paymentId), provider.name, data.orderId, { now, newId });
  if (move) await commit({ writes: writesOf(move) });
});
