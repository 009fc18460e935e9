/** What background work may do at the same time, unless it says otherwise. */
export const modestConcurrency = 10;

/**
 * Runs at the same time for work that each order sets off so many times: enough for 1,000 orders a second, at 50 ms a
 * run and with a fifth to spare.
 */
export const forOrders = (runs: number): number => Math.ceil(60 * runs);
