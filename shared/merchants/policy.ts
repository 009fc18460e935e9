/** Rates that are agreed with one shop at the most: its item is read whenever somebody buys of it. */
export const mostAgreedRates = 20;
