import { job } from '../../../shared/kernel/doors/job.ts';
import { ifAnswered } from '../../../shared/kernel/outside.ts';
import { merchants } from '../../../shared/merchants/public.ts';
import { provider, pursuePayout } from '../../../shared/payments/public.ts';
import { payoutRequested } from '../../../shared/settlement/events.ts';
import { follow } from '../../../shared/settlement/payouts/follow.ts';
import { askPayoutLater, sendingOf } from '../../../shared/settlement/payouts/payout.ts';
import {
  aroundPayout,
  movingPayouts,
  payoutTells,
  payoutWrites,
  readingAround,
} from '../../../shared/settlement/payouts/payout-store.ts';
import { payouts } from '../../../shared/settlement/store.ts';

/** When it is held, or there is no answer, `check-payout` sees to it later. */
export const { contract, handler } = job({
  summary:
    "Asks the provider to pay a merchant, unless the merchant's payouts are held; asked again, it is the same payout. To "
    + "an account that is not the merchant's any more nothing is sent: it has failed.",
  queue: 'payment-provider',
  on: payoutRequested,
  touches: [payouts.need, readingAround, movingPayouts, merchants.need, provider.payout, provider.findPayout],
  emits: payoutTells,
  timeout: 20_000,
}, async ({ message: { data }, now, commit }) => {
  const [payout, shop] = await Promise.all([payouts.need(data.payoutId), merchants.need(data.merchantId)]);
  if (payout.state !== 'requested') return;
  const sending = sendingOf(payout, shop, now);
  const report = await ifAnswered(pursuePayout(payout, sending, now));
  const around = await aroundPayout(payout);
  const news = report && follow(payout, report, around, now);
  if (news) await commit({ writes: payoutWrites(news, around) });
  else if (sending === 'later') await commit({ writes: [payouts.save(askPayoutLater(payout, shop, now))] });
});
