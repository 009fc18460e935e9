import { job } from '../../shared/kernel/job.ts';
import { refundReported } from '../../shared/payments/events.ts';
import { provider } from '../../shared/payments/institution.ts';
import { settleRefund, unknownRefund } from '../../shared/payments/settle-refund.ts';
import { exceptions, moving, movingTells, readingRefund, refundCase, writesOf } from '../../shared/payments/store.ts';

export const { contract, handler } = job({
  summary: 'Settles a refund by what the provider has told; what fits none reaches a person.',
  on: refundReported,
  touches: [readingRefund, exceptions.get, moving],
  emits: movingTells,
  timeout: 10_000,
}, async ({ message: { data: report }, now, newId, commit }) => {
  const about = await refundCase(report.reference);
  const stray = unknownRefund(report, now);
  if (about) {
    const move = settleRefund(about, provider.name, report, { now, newId });
    if (move) await commit({ writes: writesOf(move) });
  } else if (!await exceptions.get(stray.after.id)) {
    await commit({ writes: [exceptions.save(stray)] });
  }
});
