/** What other contexts may use of merchants. */
export { type Merchant, mustBeActive } from './merchant.ts';
export { merchants } from './store.ts';
