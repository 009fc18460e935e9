import { together } from '../kernel/access.ts';
import type { Writes } from '../kernel/commit.ts';
import { ledger } from '../ledger/public.ts';
import { paymentExceptionRaised } from '../payments/events.ts';
import { exceptions } from '../payments/public.ts';
import { payoutFailed, payoutPaid, payoutReturned } from './events.ts';
import type { Around, PayoutNews } from './follow.ts';
import { othersOf, type Payout } from './payout.ts';
import { payouts } from './store.ts';

/** What has to be known of a payout to follow a word about it. */
export const aroundPayout = async (payout: Payout): Promise<Around> => {
  const [others, released] = await Promise.all([
    othersOf(payout, payouts.get),
    ledger.balance(`merchant-released:${payout.merchantId}`, payout.amount.currency),
  ]);
  return { others, released };
};
export const readingAround = together('payouts.around', payouts.get, ledger.balance);

/** The writes of what a word about a payout changes. */
export const payoutWrites = ({ payouts: changes, exceptions: raised, entries }: PayoutNews): Writes => [
  ...changes.map((change) => payouts.save(change)),
  ...raised.map((change) => exceptions.save(change)),
  ...(entries.length ? [ledger.post(...entries)] : []),
];

/** The permissions of those writes, and the events that they may tell. */
export const movingPayouts = together('payouts.move', payouts.save, exceptions.save, ledger.post);
export const payoutTells = [payoutPaid, payoutFailed, payoutReturned, paymentExceptionRaised] as const;
