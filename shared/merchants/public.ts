/** What other contexts may use of merchants. */
export { mustBeActive, type Merchant } from './merchant.ts';
export { merchants } from './store.ts';
