import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { id } from '../../../shared/kernel/values/ids.ts';
import { merchants, mustBePaidTo } from '../../../shared/merchants/public.ts';
import { provider } from '../../../shared/payments/public.ts';
import { payoutRequested } from '../../../shared/settlement/events.ts';
import { followAll } from '../../../shared/settlement/payouts/follow.ts';
import {
  hasMoney,
  isUnpaid,
  mayBePaid,
  replacePayout,
  type Payout,
} from '../../../shared/settlement/payouts/payout.ts';
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

/**
 * The provider's word of that moment comes first, about every payout of the statement: what it has paid after all, or may
 * still pay, by whichever, is not paid again.
 */
export const { contract, handler } = endpoint({
  summary: 'Pays again what failed or was returned, to the account that is verified now. The provider is asked first '
    + 'about every payout of the statement: what is news is answered as it stands, and nothing is paid again.',
  route: 'POST /v1/payouts/{payoutId}/replace',
  audience: 'operator',
  callers: ['finance', 'admin'],
  audited: true,
  idempotent: true,
  input: z.strictObject({ payoutId: id('payout') }),
  answer: { 201: PayoutRow },
  problems: ['not-found', 'illegal-step', 'payout-account-missing', 'payouts-held', 'taken-by-another', 'unavailable'],
  touches: [payouts.need, readingAround, movingPayouts, merchants.need, provider.findPayout],
  emits: [...payoutTells, payoutRequested],
}, async ({ input, now, commit }) => {
  const payout = await payouts.need(input.payoutId);
  const [shop, around] = await Promise.all([merchants.need(payout.merchantId), aroundPayout(payout)]);
  const attempts = [payout, ...around.others];
  const words = (await Promise.all(attempts.map(({ id }) => provider.findPayout(id)))).filter((one) =>
    one !== undefined
  );
  const { standing, news } = followAll(payout, words, around, now);
  const isSaidToPay = (one: Payout): boolean => !hasMoney(one) && mayBePaid(one, words);
  if (news || standing.some(isSaidToPay)) {
    const paying = (isUnpaid(standing) ? undefined : standing.find(hasMoney)) ?? standing.find(isSaidToPay)
      ?? standing[0]!;
    return commit({ writes: news ? payoutWrites(news, around) : [], answer: payoutRow(paying) });
  }
  const { changes, next } = replacePayout(payout, around.others, mustBePaidTo(shop, now), now);
  const writes = payoutWrites({ payouts: changes, exceptions: [], entries: next.entries }, around);
  return commit({ writes, answer: payoutRow(next.change.after) });
});
