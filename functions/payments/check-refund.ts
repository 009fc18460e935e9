import { job } from '../../shared/kernel/job.ts';
import { ifAnswered } from '../../shared/kernel/outside.ts';
import { CheckRefund } from '../../shared/payments/checks.ts';
import { provider } from '../../shared/payments/institution.ts';
import { pursueRefund } from '../../shared/payments/pursue.ts';
import { askRefundLater } from '../../shared/payments/refund.ts';
import { settleRefund } from '../../shared/payments/refunding.ts';
import { moving, movingTells, payments, refunds, writesOf } from '../../shared/payments/store.ts';

export const { contract, handler } = job({
  summary: 'Asks the provider what became of a refund that waits.',
  message: CheckRefund,
  touches: [payments.need, refunds.need, provider.refund, provider.findRefund, moving],
  emits: movingTells,
  timeout: 20_000,
}, async ({ message, now, newId, commit }) => {
  const refund = await refunds.need(message.refundId);
  if (refund.state !== 'requested' && refund.state !== 'sent') return;
  // The poller sends it every minute until it has been looked at: an earlier message has seen to it.
  if (refund.askAgainAt > now) return;
  const payment = await payments.need(refund.paymentId);
  const report = await ifAnswered(pursueRefund(refund, now));
  const move = report && settleRefund(payment, refund, provider.name, report, { now, newId });
  await commit({ writes: writesOf(move ?? { refunds: [askRefundLater(refund, now)] }) });
});
