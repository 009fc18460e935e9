import { days, hours, minutes } from '../kernel/clock.ts';

/** How long an unpaid checkout keeps its stock [ORD-07]. */
export const paymentWindow = minutes(30);

/**
 * How long a merchant may take to accept what has been paid before the order is flagged [ORD-09]. The clock starts with
 * the payment: how long the buyer takes to pay is not the merchant's doing.
 */
export const processingLimit = minutes(30);

/** How long a merchant may take to accept at all; then the order is cancelled and the buyer has the money back. */
export const acceptanceWindow = hours(48);

/** How much later than its listings promise a shop may ship before an operator is told. */
export const shippingGrace = days(2);

/** How long a parcel may travel before an operator is told. */
export const deliveryLimit = days(30);

/** How long after delivery receipt confirms itself [ORD-15]. */
export const receiptWindow = days(10);

/**
 * What one checkout may hold, so that place-order fits one transaction of 100 actions. For M merchants, L lines, S ≤ L
 * different SKUs and Q ≤ L freight quotes it takes
 *
 *     1 idempotency record + 1 cart + 1 deadline + 2 payment (state, fact)
 *       + 2 M (order and fact) + 2 S (stock and movement) + Q (quotes used)   =   5 + 20 + 48 + 24 = 97 at the most
 */
export const maxLines = 24;
export const maxMerchants = 10;

/**
 * Units of one line. Together with what a price, a rate of freight and a weight may be, it bounds what a cart comes to:
 *
 *     24 lines × 999 × (1e9 for the goods + 1,000 kg × 1e6 for their freight) + 24 × 1e9 base or quoted freight
 *
 * is less than 5e13, a twentieth of what `Money` holds. So every cart can be shown, and every preview can be ordered.
 */
export const maxQuantity = 999;
