/** What other contexts may use of the ledger. */
export type { Account } from './accounts.ts';
export { netOfRefund, type SoldLine } from './earning.ts';
export type { Entry, EntryKind, Posting } from './entry.ts';
export {
  capture, earn, payoutFailed, payoutPaid, payoutRequested, payoutReturned, refundFailed, refundRequested, refundSucceeded, release,
  unallocatedCapture, type Earning, type PayoutPosting, type RefundPosting,
} from './postings.ts';
export { ledger } from './store.ts';
