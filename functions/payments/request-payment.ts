import { job } from '../../shared/kernel/doors/job.ts';
import { ifAnswered } from '../../shared/kernel/outside.ts';
import { paymentOpened } from '../../shared/payments/events.ts';
import { captures } from '../../shared/payments/capture-store.ts';
import { provider } from '../../shared/payments/provider/institution.ts';
import { pursuePayment } from '../../shared/payments/pursue.ts';
import { settleAll } from '../../shared/payments/settle.ts';
import { moving, movingTells, payments, writesOf } from '../../shared/payments/store.ts';

/**
 * Asks the provider for the money; the buyer then finds in the payment where to confirm. When there is no answer,
 * `check-payment` looks what became of it.
 */
export const { contract, handler } = job({
  summary: 'Requests an opened payment from the provider.',
  queue: 'payment-provider',
  on: paymentOpened,
  touches: [
    payments.need,
    provider.collector,
    provider.create,
    provider.findPayments,
    provider.cancel,
    captures.recognise,
    moving,
  ],
  emits: movingTells,
  timeout: 20_000,
}, async ({ message, now, newId, commit }) => {
  const payment = await payments.need(message.data.paymentId);
  // Requested already. A later attempt than the message's is requested as well as by its own: it is the same request.
  if (payment.state !== 'created' && payment.state !== 'expired') return;
  // What has expired may have been requested by this very job, and nobody asks about it again.
  const asking = pursuePayment(payment, now).then(captures.recognise);
  const reports = await (payment.state === 'expired' ? asking : ifAnswered(asking));
  const move = reports && settleAll(payment, provider.collector(), reports, { now, newId });
  if (move) await commit({ writes: writesOf(move) });
});
