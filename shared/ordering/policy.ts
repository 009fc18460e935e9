/**
 * What one checkout may hold, so that place-order fits one transaction of 100 actions. For M merchants, L lines, S ≤ L
 * different SKUs and Q ≤ L freight quotes it takes
 *
 *     1 idempotency record + 1 cart + 1 deadline + 3 payment (state, fact, count of the unpaid)
 *       + 2 M (order and fact) + 2 S (stock and movement) + Q (quotes used)   =   6 + 20 + 48 + 24 = 98 at the most
 */
export const maxLines = 24;
export const maxMerchants = 10;

/**
 * Units of one line. Together with what a price, the surcharges of eight options, a rate of freight and a weight may
 * be, it bounds what a cart comes to:
 *
 *     24 lines × 999 × (1.8e9 for the goods + 1,000 kg × 1e6 for their freight) + 24 × 1e9 base or quoted freight
 *
 * is less than 7e13, a fourteenth of what `Money` holds. So every cart can be shown, and every preview can be ordered.
 */
export const maxQuantity = 999;
