/** What other contexts may use of payments. Its events are in events.ts. */
export { paymentExceptionDesk } from './desk.ts';
export { type PaymentException, raise } from './exception.ts';
export { provider } from './institution.ts';
export { methodsFor, mustOffer, PaymentMethod } from './methods.ts';
export { expirePayment, openPayment, type Payment, PaymentId, type PaymentState, PaymentToken } from './payment.ts';
export { pursuePayout } from './pursue.ts';
export { exceptions, payments } from './store.ts';
export type { ForeignMoney, PayoutReport, ProviderStatement, StatementLine } from './provider.ts';
