import { job } from '../../shared/kernel/doors/job.ts';
import { paymentExpired } from '../../shared/payments/events.ts';
import { captures } from '../../shared/payments/capture-store.ts';
import { provider } from '../../shared/payments/provider/institution.ts';
import { pursuePayment } from '../../shared/payments/pursue.ts';
import { settleAll } from '../../shared/payments/settle.ts';
import { moving, movingTells, payments, writesOf } from '../../shared/payments/store.ts';

/**
 * Takes an expired payment back from the provider, so that nobody pays it any more. What was captured meanwhile is
 * given back; what is being captured at this very moment refuses to be cancelled, and the next run finds it.
 */
export const { contract, handler } = job({
  summary: 'Takes an expired payment back from the provider.',
  queue: 'payment-provider',
  on: paymentExpired,
  touches: [payments.need, provider.collector, provider.findPayments, provider.cancel, captures.recognise, moving],
  emits: movingTells,
  timeout: 20_000,
}, async ({ message, now, newId, commit }) => {
  const payment = await payments.need(message.data.paymentId);
  const move = settleAll(payment, provider.collector(), await captures.recognise(await pursuePayment(payment, now)), {
    now,
    newId,
  });
  if (move) await commit({ writes: writesOf(move) });
});
