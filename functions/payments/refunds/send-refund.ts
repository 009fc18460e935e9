import { job } from '../../../shared/kernel/doors/job.ts';
import { ifAnswered } from '../../../shared/kernel/outside.ts';
import { refundRequested } from '../../../shared/payments/events.ts';
import { provider } from '../../../shared/payments/provider/institution.ts';
import { pursueRefund } from '../../../shared/payments/pursue.ts';
import { settleRefund } from '../../../shared/payments/refunds/settle-refund.ts';
import { movingBack, movingTells, readingRefund, refundCase, writesOf } from '../../../shared/payments/store.ts';

/** When there is no answer, `check-refund` looks what became of it. */
export const { contract, handler } = job({
  summary: 'Asks the provider to give money back.',
  queue: 'payment-provider',
  on: refundRequested,
  touches: [readingRefund, provider.refund, provider.findRefund, movingBack],
  emits: movingTells,
  timeout: 20_000,
}, async ({ message: { data }, now, newId, commit }) => {
  const about = await refundCase(data.refundId);
  if (about?.refund.state !== 'requested') return;
  const report = await ifAnswered(pursueRefund(about.refund, now));
  const move = report && settleRefund(about, provider.name, report, { now, newId });
  if (move) await commit({ writes: writesOf(move) });
});
