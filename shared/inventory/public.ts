/** What other contexts may use of inventory. */
export type { Stock, StockLine } from './stock.ts';
export { stock } from './store.ts';
