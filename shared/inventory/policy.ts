/** Warehouses of a shop, its own among them: few enough that every set of them can be tried for an order. */
export const mostWarehouses = 12;

/** SKUs of one transfer: its transaction has four items for each, and 100 at the most. */
export const mostTransferLines = 20;
