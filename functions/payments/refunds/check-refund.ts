import { job } from '../../../shared/kernel/doors/job.ts';
import { ifAnswered } from '../../../shared/kernel/outside.ts';
import { CheckRefund } from '../../../shared/payments/checks.ts';
import { provider } from '../../../shared/payments/provider/institution.ts';
import { pursueRefund } from '../../../shared/payments/pursue.ts';
import { askRefundLater } from '../../../shared/payments/refunds/refund.ts';
import { settleRefund } from '../../../shared/payments/refunds/settle-refund.ts';
import { movingBack, movingTells, readingRefund, refundCase, writesOf } from '../../../shared/payments/store.ts';

export const { contract, handler } = job({
  summary: 'Asks the provider what became of a refund that waits.',
  queue: 'payment-provider',
  message: CheckRefund,
  touches: [readingRefund, provider.refund, provider.findRefund, movingBack],
  emits: movingTells,
  timeout: 20_000,
}, async ({ message, now, newId, commit }) => {
  const about = await refundCase(message.refundId);
  if (about?.refund.state !== 'requested' && about?.refund.state !== 'sent') return;
  // The poller sends it every minute until it has been looked at: an earlier message has seen to it.
  if (about.refund.askAgainAt > now) return;
  const report = await ifAnswered(pursueRefund(about.refund, now));
  const move = report && settleRefund(about, provider.name, report, { now, newId });
  await commit({ writes: writesOf(move ?? { refunds: [askRefundLater(about.refund, now)] }) });
});
