/** What other contexts may use of merchants. */
export { agreedRate } from './commission.ts';
export { type Merchant, MerchantState, mustBeActive } from './merchant.ts';
export { HoldReason, mustBePaidTo, paidTo, PayoutHold, payoutHold } from './payout-hold.ts';
export { allShops, merchants, openStore, shopList } from './store.ts';
