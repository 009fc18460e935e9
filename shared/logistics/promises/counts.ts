/** Numbers by name. Those of several shipments add up. */
export type Counts = Readonly<Record<string, number>>;

/** The sums of counts that were kept apart. */
export const totalsOf = (counted: readonly Counts[]): Counts => {
  const totals: Record<string, number> = {};
  for (const counts of counted) {
    for (const [name, n] of Object.entries(counts)) totals[name] = (totals[name] ?? 0) + n;
  }
  return totals;
};
