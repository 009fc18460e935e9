/** What other contexts may use of inventory. */
export { pickUpAddress } from './allocation.ts';
export {
  allocateGoods,
  allocations,
  freeGoods,
  goodsCameBack,
  letGo,
  planGoods,
  takeBackGoods,
} from './allocation-store.ts';
export { adjust as adjustStock, adjusting as adjustingStock, placements, warehouses } from './placement-store.ts';
export { type Movement, nothingLeft, type Stock, type StockLine } from './stock.ts';
export { stock } from './store.ts';
