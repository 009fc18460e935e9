/** What other contexts may use of the ledger. */
export type { Account } from './accounts.ts';
export { countedEntries } from './day-store.ts';
export { netOfRefund, type SoldLine } from './earning.ts';
export type { Entry, EntryKind, Posting } from './entry.ts';
export { NotHeld } from './not-held.ts';
export { closingDelay } from './policy.ts';
export {
  allocation,
  capture,
  type Claim,
  claimSettledElsewhere,
  claimWrittenOff,
  earn,
  type Earning,
  type FeePosting,
  type PayoutBackTo,
  payoutFailed,
  payoutPaid,
  type PayoutPosting,
  payoutRequested,
  payoutReturned,
  providerFee,
  type RefundBackTo,
  refundFailed,
  type RefundPosting,
  refundRequested,
  refundReturned,
  refundSettledElsewhere,
  refundSucceeded,
  release,
  reverseEarning,
  setOff,
  unallocatedCapture,
  unallocatedSettledElsewhere,
} from './postings.ts';
export { ledger } from './store.ts';
export { type HeldBy, heldIn } from './sub-balance.ts';
