import { job } from '../../../shared/kernel/doors/job.ts';
import { refundReported } from '../../../shared/payments/events.ts';
import { provider } from '../../../shared/payments/provider/institution.ts';
import {
  isDoubtful,
  settleDoubtful,
  settleRefund,
  unknownRefund,
} from '../../../shared/payments/refunds/settle-refund.ts';
import {
  exceptions,
  movingBack,
  movingTells,
  readingRefund,
  refundCase,
  writesOf,
} from '../../../shared/payments/store.ts';

/** Notices overtake each other: one that goes against what is known has the provider asked how it stands. */
export const { contract, handler } = job({
  summary: 'Settles a refund by what the provider has told; what fits none reaches a person.',
  queue: 'payment-provider',
  on: refundReported,
  touches: [readingRefund, provider.findRefund, exceptions.get, movingBack],
  emits: movingTells,
  timeout: 20_000,
}, async ({ message: { data: report }, now, newId, commit }) => {
  const about = await refundCase(report.reference);
  const stray = unknownRefund(report, now);
  if (about) {
    const move = isDoubtful(about, report)
      ? settleDoubtful(about, provider.name, report, await provider.findRefund(report.reference), { now, newId })
      : settleRefund(about, provider.name, report, { now, newId });
    if (move) await commit({ writes: writesOf(move) });
  } else if (!await exceptions.get(stray.after.id)) {
    await commit({ writes: [exceptions.save(stray)] });
  }
});
