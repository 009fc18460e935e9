/** What other contexts may use of merchants. */
export { applicationDesk, heldPayoutDesk, payoutAccountDesk } from './desk.ts';
export { agreedRate } from './commission.ts';
export { type Merchant, MerchantState, mustBeActive } from './merchant.ts';
export { HoldReason, mustBePaidTo, paidTo, PayoutHold, payoutHold } from './payout-hold.ts';
export { allShops, merchants, sells, shopList } from './store.ts';
