import { job } from '../../shared/kernel/job.ts';
import { CheckPayment } from '../../shared/payments/checks.ts';
import { provider } from '../../shared/payments/institution.ts';
import { askLater } from '../../shared/payments/payment.ts';
import { pursuePayment } from '../../shared/payments/pursue.ts';
import { settleAll } from '../../shared/payments/settle.ts';
import { moving, movingTells, payments, writesOf } from '../../shared/payments/store.ts';

export const { contract, handler } = job({
  summary: 'Asks the provider what became of a payment that waits.',
  message: CheckPayment,
  touches: [payments.need, provider.create, provider.findPayments, provider.cancel, moving],
  emits: movingTells,
  timeout: 20_000,
}, async ({ message, now, newId, commit }) => {
  const payment = await payments.need(message.paymentId);
  if (payment.state === 'captured' || payment.state === 'declined') return;
  // The poller sends it every minute until it has been looked at: an earlier message has seen to it.
  if (payment.askAgainAt > now) return;
  const move = settleAll(payment, provider.name, await pursuePayment(payment, now), { now, newId });
  await commit({ writes: writesOf(move ?? { payment: askLater(payment, now) }) });
});
