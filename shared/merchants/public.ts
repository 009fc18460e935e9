/** What other contexts may use of merchants. */
export { type Merchant, mustBeActive } from './merchant.ts';
export { mustBePaidTo, paidTo, PayoutHold, payoutHold } from './payout-hold.ts';
export { merchants } from './store.ts';
