import * as z from 'zod';
import { Instant } from '../kernel/values/clock.ts';
import { Problem } from '../kernel/problems.ts';
import type { Merchant } from './merchant.ts';

/** Why nothing is paid to a shop now. */
export type HoldReason = z.infer<typeof HoldReason>;
export const HoldReason = z.enum([
  'suspended',
  'under-review',
  'account-missing',
  'account-unverified',
  'account-changed',
])
  .meta({
    description: 'suspended: the shop sells nothing for the time being. under-review: somebody of the platform looks '
      + 'into its payouts, or its application is not decided yet. account-missing, account-unverified: there is nowhere '
      + 'to pay to that finance has checked. account-changed: another account was named lately',
  });

/** All that holds a shop's payouts; with `until`, when that ends by itself. None: it is paid. */
export type PayoutHold = z.infer<typeof PayoutHold>;
export const PayoutHold = z.array(z.object({ reason: HoldReason, until: Instant.optional() }));

/**
 * What holds a shop's payouts at this moment. While anything does, no payout is requested or sent, and its earnings stay
 * where they are; the first payday after it pays them.
 */
export const payoutHold = ({ state, payoutAccount, payoutReview }: Merchant, now: Instant): PayoutHold => {
  const holds: PayoutHold = [];
  if (state === 'suspended' || state === 'rejected') holds.push({ reason: 'suspended' });
  if (state === 'applying' || payoutReview) holds.push({ reason: 'under-review' });
  if (!payoutAccount) holds.push({ reason: 'account-missing' });
  else if (!payoutAccount.verified) holds.push({ reason: 'account-unverified' });
  const until = payoutAccount?.heldUntil;
  if (until && now < until) holds.push({ reason: 'account-changed', until });
  return holds;
};

/** The provider's token of the account that a shop is paid to now; none while anything holds its payouts. */
export const paidTo = (merchant: Merchant, now: Instant): string | undefined =>
  payoutHold(merchant, now).length > 0 ? undefined : merchant.payoutAccount?.token;

/**
 * For somebody who wants to pay a shop: the token of its account.
 * @throws Problem payout-account-missing without one that is verified, payouts-held while anything else holds them
 */
export const mustBePaidTo = (merchant: Merchant, now: Instant): string => {
  if (!merchant.payoutAccount?.verified) throw new Problem('payout-account-missing');
  const holds = payoutHold(merchant, now);
  if (holds.length > 0) throw new Problem('payouts-held', holds.map(({ reason }) => reason).join(', '));
  return merchant.payoutAccount.token;
};
