import { job } from '../../shared/kernel/job.ts';
import { refundReported } from '../../shared/payments/events.ts';
import { provider } from '../../shared/payments/institution.ts';
import { settleRefund } from '../../shared/payments/refunding.ts';
import { moving, movingTells, payments, refunds, writesOf } from '../../shared/payments/store.ts';

export const { contract, handler } = job({
  summary: 'Settles a refund by what the provider has told.',
  on: refundReported,
  touches: [payments.need, refunds.need, moving],
  emits: movingTells,
  timeout: 10_000,
}, async ({ message: { data: report }, now, newId, commit }) => {
  const refund = await refunds.need(report.reference);
  const payment = await payments.need(refund.paymentId);
  const move = settleRefund(payment, refund, provider.name, report, { now, newId });
  if (move) await commit({ writes: writesOf(move) });
});
