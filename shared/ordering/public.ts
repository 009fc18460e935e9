/** What other contexts may use of ordering. Its events are in events.ts. */
export { type CancelReason, OrderId } from './events.ts';
export { boughtBy, type DeliveryAddress, type Order, type OrderLine, OrderState, soldBy } from './order.ts';
export { isInProduction } from './production.ts';
export { beginReturn, endReturn, isDisputed, refundLines } from './order-parts.ts';
export { merchantOrders, orders } from './store.ts';
