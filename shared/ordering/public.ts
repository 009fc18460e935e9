/** What other contexts may use of ordering. Its events are in events.ts. */
export { OrderId, type CancelReason } from './events.ts';
export { OrderState, type DeliveryAddress, type Order, type OrderLine } from './order.ts';
export { orders } from './store.ts';
