/** What other contexts may use of payments. Its events are in events.ts. */
export { provider } from './institution.ts';
export { methodsFor, mustOffer, PaymentMethod } from './methods.ts';
export { expirePayment, openPayment, PaymentId, PaymentToken, type Payment, type PaymentState } from './payment.ts';
export { payments } from './store.ts';
export type { PayoutReport, StatementLine } from './provider.ts';
