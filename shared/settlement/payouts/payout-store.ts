import { together } from '../../kernel/doors/access.ts';
import type { Writes } from '../../kernel/store/commit.ts';
import { heldIn, ledger, type HeldBy } from '../../ledger/public.ts';
import { money } from '../../kernel/values/money.ts';
import { paymentExceptionRaised, paymentExceptionResolved } from '../../payments/events.ts';
import { exceptions } from '../../payments/public.ts';
import { payoutFailed, payoutPaid, payoutReturned } from '../events.ts';
import { claimExceptionOf, type Around, type PayoutNews } from './follow.ts';
import { othersOf, type Payout } from './payout.ts';
import { payouts } from '../store.ts';

/** What has to be known of a payout to follow a word about it, and to write what it changes. */
export const aroundPayout = async (payout: Payout): Promise<Around & { readonly held: HeldBy }> => {
  const { merchantId, amount: { currency } } = payout;
  const [others, held] = await Promise.all([othersOf(payout, payouts.get), ledger.held(merchantId, currency)]);
  const claimed = [payout, ...others].filter(({ twice }) => twice === 'claimed');
  const claims = await Promise.all(claimed.map((one) => exceptions.need(claimExceptionOf(one))));
  return { others, released: money(heldIn(held, 'merchant-released'), currency), claims, held };
};
export const readingAround = together('payouts.around', payouts.get, ledger.held, exceptions.need);

/** The writes of what a word about a payout changes. */
export const payoutWrites = (
  { payouts: changes, exceptions: raised, entries }: PayoutNews,
  { held }: { readonly held: HeldBy },
): Writes => [
  ...changes.map((change) => payouts.save(change)),
  ...raised.map((change) => exceptions.save(change)),
  ...(entries.length ? [ledger.draw([held], ...entries)] : []),
];

/** The permissions of those writes, and the events that they may tell. */
export const movingPayouts = together('payouts.move', payouts.save, exceptions.save, ledger.draw);
export const payoutTells = [
  payoutPaid,
  payoutFailed,
  payoutReturned,
  paymentExceptionRaised,
  paymentExceptionResolved,
] as const;
