import { days } from '../kernel/values/clock.ts';

/** Warehouses of a shop, its own among them: few enough that every set of them can be tried for an order. */
export const mostWarehouses = 12;

/** SKUs that are set aside at once: three items for each, and those of divided ones. */
export const mostEarmarkedLines = 20;

/** No campaign is longer: what is forgotten can be bought again by then. */
export const longestEarmark = days(400);

/** Places that a shop compares as sites of a warehouse. */
export const mostSites = 12;

/** SKUs of one transfer: its transaction has four items for each, and 100 at the most. */
export const mostTransferLines = 20;

/** SKUs of one count sheet, so that all of it can be adjusted in one transaction. A warehouse is counted by several. */
export const mostCountedLines = 20;
