/** What other contexts may use of payments. Its events are in events.ts. */
export { overtake, type PaymentException, raise } from './exception.ts';
export { provider } from './provider/institution.ts';
export { declinedPayments } from './declined-store.ts';
export { methodsFor, mustOffer, PaymentMethod } from './provider/methods.ts';
export { MeansId, payingBy } from './means.ts';
export { keptMeans } from './means-store.ts';
export {
  expirePayment,
  mustHaveAttemptsLeft,
  openPayment,
  type Payment,
  PaymentId,
  type PaymentState,
  PaymentToken,
} from './payment.ts';
export { pursuePayout, type Sending } from './pursue.ts';
export { declinedAttempts, unpaidCheckouts } from './rulebooks.ts';
export { giveDifference, refundPart } from './refunds/refunding.ts';
export { buyerPayments, exceptions, moving, movingBack, movingTells, payments, writesOf } from './store.ts';
export { PaymentLine, paymentLine } from './views.ts';
export { isOlder, tallies, wordOf } from './provider/provider.ts';
export { backTo, endedBy, settleClaim, type Twice } from './twice.ts';
export type { ForeignMoney, PayoutReport, ProviderStatement, StatementLine } from './provider/provider.ts';
