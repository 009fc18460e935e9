/** What other contexts may use of the ledger. */
export type { Account } from './accounts.ts';
export { netOfRefund, type SoldLine } from './earning.ts';
export type { Entry, EntryKind, Posting } from './entry.ts';
export { NotHeld } from './not-held.ts';
export { closingDelay } from './policy.ts';
export {
  capture,
  earn,
  type Earning,
  type FeePosting,
  payoutFailed,
  payoutPaid,
  type PayoutPosting,
  payoutRequested,
  payoutReturned,
  providerFee,
  refundFailed,
  type RefundPosting,
  refundRequested,
  refundSettledElsewhere,
  refundSucceeded,
  release,
  unallocatedCapture,
} from './postings.ts';
export { ledger } from './store.ts';
