import { job } from '../../../shared/kernel/doors/job.ts';
import { provider } from '../../../shared/payments/public.ts';
import { follow, followDoubtful } from '../../../shared/settlement/payouts/follow.ts';
import { LookUpPayout } from '../../../shared/settlement/messages.ts';
import {
  aroundPayout,
  movingPayouts,
  payoutTells,
  payoutWrites,
  readingAround,
} from '../../../shared/settlement/payouts/payout-store.ts';
import { payouts } from '../../../shared/settlement/store.ts';

/**
 * The poller asks about what waits. This asks about what has ended: because a notice goes against how, or a statement has
 * a movement that the books lack.
 */
export const { contract, handler } = job({
  summary: 'Asks the provider how a payout stands that has ended, and follows what is news.',
  queue: 'payment-provider',
  message: LookUpPayout,
  touches: [payouts.get, readingAround, movingPayouts, provider.findPayout],
  emits: payoutTells,
  timeout: 20_000,
}, async ({ message: { payoutId, notice }, now, commit }) => {
  const payout = await payouts.get(payoutId);
  // A statement may name one that is not ours; the discrepancy is before a person already.
  if (!payout) return;
  const [present, around] = await Promise.all([provider.findPayout(payoutId), aroundPayout(payout)]);
  const news = notice
    ? followDoubtful(payout, notice, present, around, now)
    : present && follow(payout, present, around, now);
  if (news) await commit({ writes: payoutWrites(news, around) });
});
