import { days } from '../kernel/clock.ts';

/**
 * How long nothing is paid to another account than before: whoever has taken over a shop's login changes it first, and
 * the shop hears of it. The first account of a shop is no change.
 */
export const accountChangeWindow = days(3);

/** Rates that are agreed with one shop at the most: its item is read whenever somebody buys of it. */
export const mostAgreedRates = 20;
