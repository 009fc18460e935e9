import { job } from '../../shared/kernel/job.ts';
import { ifAnswered } from '../../shared/kernel/outside.ts';
import { refundRequested } from '../../shared/payments/events.ts';
import { provider } from '../../shared/payments/institution.ts';
import { pursueRefund } from '../../shared/payments/pursue.ts';
import { settleRefund } from '../../shared/payments/refunding.ts';
import { moving, movingTells, payments, refunds, writesOf } from '../../shared/payments/store.ts';

/** When there is no answer, `check-refund` looks what became of it. */
export const { contract, handler } = job({
  summary: 'Asks the provider to give money back.',
  on: refundRequested,
  touches: [payments.need, refunds.need, provider.refund, provider.findRefund, moving],
  emits: movingTells,
  timeout: 20_000,
}, async ({ message: { data }, now, newId, commit }) => {
  const [payment, refund] = await Promise.all([payments.need(data.paymentId), refunds.need(data.refundId)]);
  if (refund.state !== 'requested') return;
  const report = await ifAnswered(pursueRefund(refund, now));
  const move = report && settleRefund(payment, refund, provider.name, report, { now, newId });
  if (move) await commit({ writes: writesOf(move) });
});
