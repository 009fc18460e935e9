import { job } from '../../shared/kernel/doors/job.ts';
import { ifAnswered } from '../../shared/kernel/outside.ts';
import { CheckPayment } from '../../shared/payments/checks.ts';
import { captures } from '../../shared/payments/capture-store.ts';
import { provider } from '../../shared/payments/provider/institution.ts';
import { paymentOpened } from '../../shared/payments/events.ts';
import { askLater, neverArrived, renewAttempt } from '../../shared/payments/payment.ts';
import { lookUp } from '../../shared/payments/pursue.ts';
import { settleAll } from '../../shared/payments/settle.ts';
import { moving, movingTells, payments, writesOf } from '../../shared/payments/store.ts';

export const { contract, handler } = job({
  summary: 'Asks the provider what became of a payment that waits.',
  queue: 'payment-provider',
  message: CheckPayment,
  touches: [payments.need, provider.collector, provider.findPayments, provider.cancel, captures.recognise, moving],
  emits: [...movingTells, paymentOpened],
  timeout: 20_000,
}, async ({ message, now, newId, commit }) => {
  const payment = await payments.need(message.paymentId);
  if (payment.state === 'captured' || payment.state === 'declined') return;
  // The poller sends it every minute until it has been looked at: an earlier message has seen to it.
  if (payment.askAgainAt > now) return;
  const reports = await ifAnswered(lookUp(payment).then(captures.recognise));
  const move = reports && settleAll(payment, provider.collector(), reports, { now, newId });
  const next = reports && neverArrived(payment, reports) ? renewAttempt : askLater;
  await commit({ writes: writesOf(move ?? { payment: next(payment, now) }) });
});
