/** The nearest amount that reads well: one or two digits that count, then zeros. */
const rounded = (amount: number): number => {
  const step = 10 ** Math.max(2, Math.floor(Math.log10(Math.max(1, amount))) - 1);
  return Math.round(amount / step) * step;
};

/** Where ranges of prices meet: amounts in minor units that read well, near to given ones, each once. */
export const roundBounds = (amounts: readonly number[]): number[] =>
  [...new Set(amounts.map(rounded))].filter((amount) => amount > 0).toSorted((a, b) => a - b);
