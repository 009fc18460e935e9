import { job } from '../../shared/kernel/doors/job.ts';
import { paymentReported } from '../../shared/payments/events.ts';
import { captures } from '../../shared/payments/capture-store.ts';
import { provider } from '../../shared/payments/provider/institution.ts';
import { paymentOf } from '../../shared/payments/payment.ts';
import { isDoubtful, settle, settleUnknown, strangeMoney } from '../../shared/payments/settle.ts';
import { presentWord } from '../../shared/payments/pursue.ts';
import { exceptions, moving, movingTells, payments, writesOf } from '../../shared/payments/store.ts';

/**
 * Amount, currency, reference and payee are checked against the payment and our own account; what does not fit is kept for a person, unless it was
 * only overtaken on its way.
 */
export const { contract, handler } = job({
  summary: 'Settles a payment by what the provider has told.',
  queue: 'payment-provider',
  on: paymentReported,
  touches: [payments.get, provider.collector, provider.findPayments, captures.recognise, exceptions.get, moving],
  emits: movingTells,
  timeout: 20_000,
}, async ({ message: { data }, now, newId, commit }) => {
  const collector = provider.collector();
  const paymentId = paymentOf(data.reference);
  const [payment, [report = data]] = await Promise.all([
    paymentId && payments.get(paymentId),
    captures.recognise([data]),
  ]);
  const move = payment
    ? settle(
      payment,
      collector,
      isDoubtful(payment, collector, report) ? await presentWord(report) : report,
      { now, newId },
    )
    : settleUnknown(collector, report, await exceptions.get(strangeMoney(collector, report)), now);
  if (move) await commit({ writes: writesOf(move) });
});
