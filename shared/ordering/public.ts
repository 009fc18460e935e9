/** What other contexts may use of ordering. Its events are in events.ts. */
export { type CancelReason, OrderId } from './events.ts';
export { boughtBy, type DeliveryAddress, type Order, type OrderLine, OrderState, soldBy } from './order.ts';
export { isInProduction } from './production.ts';
export { arrivedAtOf, beginReturn, endReturn, isDisputed, refundLines, type ReturnEnd } from './order-parts.ts';
export { mustBeEven } from './replacements/replacement.ts';
export { sendReplacement } from './replacements/replacing.ts';
export { merchantOrders, orders } from './store.ts';
