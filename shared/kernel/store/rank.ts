/** What the sort keys of lists begin with whose things go before others: nothing that begins with a date comes before it. */
export const firstRank = '!';

/** The same of one thing, if it has priority. */
export const rankOf = (
  { priority }: { readonly priority?: boolean | undefined },
): string => (priority ? firstRank : '');
