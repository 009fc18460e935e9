import * as z from 'zod';
import { endpoint } from '../../shared/kernel/endpoint.ts';
import { id } from '../../shared/kernel/ids.ts';
import { merchants, mustBePaidTo } from '../../shared/merchants/public.ts';
import { provider } from '../../shared/payments/public.ts';
import { payoutRequested } from '../../shared/settlement/events.ts';
import { contradict, follow } from '../../shared/settlement/follow.ts';
import { mustBeReplaceable, replacePayout } from '../../shared/settlement/payout.ts';
import {
  aroundPayout,
  movingPayouts,
  payoutTells,
  payoutWrites,
  readingAround,
} from '../../shared/settlement/payout-store.ts';
import { payouts } from '../../shared/settlement/store.ts';
import { PayoutRow, payoutRow } from '../../shared/settlement/views.ts';

/** The provider's word of that moment comes first: what it has paid after all, or may still pay, is not paid again. */
export const { contract, handler } = endpoint({
  summary: 'Pays again what failed or was returned, to the account that is verified now. The provider is asked first: '
    + 'what it has paid after all, or may still pay, is answered as it stands, and is not paid again.',
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
  mustBeReplaceable(payout, around.others);
  const account = mustBePaidTo(shop, now);
  const word = await provider.findPayout(payout.id);
  if (word?.status === 'paid' || word?.status === 'pending') {
    const news = follow(payout, word, around, now) ?? contradict(payout, word.status, now);
    const standing = news?.payouts[0]?.after ?? payout;
    return commit({ writes: news ? payoutWrites(news, around) : [], answer: payoutRow(standing) });
  }
  const { old, next } = replacePayout(payout, around.others, account, now);
  const writes = payoutWrites({ payouts: [old, next.change], exceptions: [], entries: next.entries }, around);
  return commit({ writes, answer: payoutRow(next.change.after) });
});
