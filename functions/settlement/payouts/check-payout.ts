import { job } from '../../../shared/kernel/doors/job.ts';
import { ifAnswered } from '../../../shared/kernel/outside.ts';
import { merchants } from '../../../shared/merchants/public.ts';
import { provider, pursuePayout } from '../../../shared/payments/public.ts';
import { follow } from '../../../shared/settlement/payouts/follow.ts';
import { CheckPayout } from '../../../shared/settlement/messages.ts';
import { askPayoutLater, sendingOf } from '../../../shared/settlement/payouts/payout.ts';
import {
  aroundPayout,
  movingPayouts,
  payoutTells,
  payoutWrites,
  readingAround,
} from '../../../shared/settlement/payouts/payout-store.ts';
import { payouts } from '../../../shared/settlement/store.ts';

export const { contract, handler } = job({
  summary:
    'Asks the provider what became of a payout that waits, and sends one whose hold has ended. What was not sent '
    + 'before its merchant named another account has failed.',
  queue: 'payment-provider',
  message: CheckPayout,
  touches: [payouts.need, readingAround, movingPayouts, merchants.need, provider.payout, provider.findPayout],
  emits: payoutTells,
  timeout: 20_000,
}, async ({ message: { payoutId }, now, commit }) => {
  const payout = await payouts.need(payoutId);
  if (payout.state !== 'requested' && payout.state !== 'sent') return;
  // The poller sends it every hour until it has been looked at: an earlier message has seen to it.
  if (payout.askAgainAt > now) return;
  const shop = await merchants.need(payout.merchantId);
  const report = await ifAnswered(pursuePayout(payout, sendingOf(payout, shop, now), now));
  const around = await aroundPayout(payout);
  const news = report && follow(payout, report, around, now);
  await commit({ writes: news ? payoutWrites(news, around) : [payouts.save(askPayoutLater(payout, shop, now))] });
});
