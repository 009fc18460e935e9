import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { id } from '../../../shared/kernel/values/ids.ts';
import { prose } from '../../../shared/kernel/values/text.ts';
import { Problem } from '../../../shared/kernel/problems.ts';
import { provider } from '../../../shared/payments/public.ts';
import { follow } from '../../../shared/settlement/payouts/follow.ts';
import { mustBeLate } from '../../../shared/settlement/payouts/payout.ts';
import {
  aroundPayout,
  movingPayouts,
  payoutTells,
  payoutWrites,
  readingAround,
} from '../../../shared/settlement/payouts/payout-store.ts';
import { payouts } from '../../../shared/settlement/store.ts';
import { payoutRow } from '../../../shared/settlement/rows.ts';
import { PayoutRow } from '../../../shared/settlement/views.ts';

/** What the provider says of it at that moment comes first. Should it pay after all, that is followed as after any failure. */
export const { contract, handler } = endpoint({
  summary: 'Takes a late payout for failed, once the provider has told a person that it does not make it. The provider '
    + 'is asked first: what is news is answered as it stands, and what it still has under way is not given up.',
  route: 'POST /v1/payouts/{payoutId}/give-up',
  audience: 'operator',
  callers: ['finance', 'admin'],
  audited: { reason: 'reason' },
  idempotent: true,
  input: z.strictObject({ payoutId: id('payout'), reason: prose(500, 3) }),
  answer: { 200: PayoutRow },
  problems: ['not-found', 'illegal-step', 'taken-by-another', 'unavailable'],
  touches: [payouts.need, readingAround, movingPayouts, provider.findPayout],
  emits: payoutTells,
}, async ({ input, now, commit }) => {
  const payout = await payouts.need(input.payoutId);
  mustBeLate(payout);
  const [around, word] = await Promise.all([aroundPayout(payout), provider.findPayout(payout.id)]);
  const news = follow(
    payout,
    word ?? { reference: payout.id, status: 'failed', failureCode: 'given-up' },
    around,
    now,
  );
  if (!news) throw new Problem('illegal-step', 'The provider still has it under way');
  const { after } = news.payouts.find((change) => change.after.id === payout.id)!;
  return commit({ writes: payoutWrites(news, around), answer: payoutRow(after) });
});
