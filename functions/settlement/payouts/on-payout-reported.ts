import { subscriber } from '../../../shared/kernel/doors/subscriber.ts';
import { payoutReported } from '../../../shared/payments/events.ts';
import { exceptions } from '../../../shared/payments/public.ts';
import { follow, isDoubtful, unknownPayout } from '../../../shared/settlement/payouts/follow.ts';
import { lookUpPayout } from '../../../shared/settlement/messages.ts';
import {
  aroundPayout,
  movingPayouts,
  payoutTells,
  payoutWrites,
  readingAround,
} from '../../../shared/settlement/payouts/payout-store.ts';
import { payouts } from '../../../shared/settlement/store.ts';

/** Notices overtake each other: one that goes against what is known has the provider asked how it stands. */
export const { contract, handler } = subscriber({
  summary: 'Follows what the provider tells of a payout; what fits none reaches a person.',
  on: payoutReported,
  touches: [readingAround, movingPayouts, lookUpPayout, exceptions.get],
  emits: payoutTells,
}, async ({ event: { id, data }, now, commit }) => {
  const payout = await payouts.get(data.reference);
  const stray = unknownPayout(data, now);
  if (payout && isDoubtful(payout, data)) {
    await lookUpPayout([{ key: `${payout.id}@${id}`, message: { payoutId: payout.id, notice: data } }]);
  } else if (payout) {
    const around = await aroundPayout(payout);
    const news = follow(payout, data, around, now);
    if (news) await commit({ writes: payoutWrites(news, around) });
  } else if (!await exceptions.get(stray.after.id)) {
    await commit({ writes: [exceptions.save(stray)] });
  }
});
