import { job } from '../../../shared/kernel/doors/job.ts';
import { LookUpRefund } from '../../../shared/payments/checks.ts';
import { provider } from '../../../shared/payments/provider/institution.ts';
import { settleRefund } from '../../../shared/payments/refunds/settle-refund.ts';
import { movingBack, movingTells, readingRefund, refundCase, writesOf } from '../../../shared/payments/store.ts';

/** The poller asks about what waits; this asks about what has ended, of which a notice was lost. */
export const { contract, handler } = job({
  summary: 'Asks the provider how a refund stands that has ended, and settles what is news.',
  queue: 'payment-provider',
  message: LookUpRefund,
  touches: [readingRefund, provider.findRefund, movingBack],
  emits: movingTells,
  timeout: 20_000,
}, async ({ message: { refundId }, now, newId, commit }) => {
  const [about, word] = await Promise.all([refundCase(refundId), provider.findRefund(refundId)]);
  // A statement may name one that is not ours; the discrepancy is before a person already.
  const move = about && word && settleRefund(about, provider.name, word, { now, newId });
  if (move) await commit({ writes: writesOf(move) });
});
