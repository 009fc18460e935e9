import { job } from '../../shared/kernel/doors/job.ts';
import { LookUpPayment } from '../../shared/payments/checks.ts';
import { captures } from '../../shared/payments/capture-store.ts';
import { provider } from '../../shared/payments/provider/institution.ts';
import { lookUp } from '../../shared/payments/pursue.ts';
import { settleAll } from '../../shared/payments/settle.ts';
import { moving, movingTells, payments, writesOf } from '../../shared/payments/store.ts';

/**
 * The poller asks about what waits. This asks about what does not wait any more: a payment that has been captured or has
 * expired, of which a notice was lost. What pays for nothing then goes back as if the notice had come.
 */
export const { contract, handler } = job({
  summary: 'Asks the provider for everything that it knows of a payment, and settles what is news.',
  queue: 'payment-provider',
  message: LookUpPayment,
  // A statement may name a payment that is not ours; the discrepancy is before a person already.
  final: ['not-found'],
  touches: [payments.need, provider.collector, provider.findPayments, provider.cancel, captures.recognise, moving],
  emits: movingTells,
  timeout: 20_000,
}, async ({ message, now, newId, commit }) => {
  const payment = await payments.need(message.paymentId);
  const move = settleAll(payment, provider.collector(), await captures.recognise(await lookUp(payment)), {
    now,
    newId,
  });
  if (move) await commit({ writes: writesOf(move) });
});
