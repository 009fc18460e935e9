/** The date so many days ago, by the reader's own calendar. */
export const daysAgo = (days: number): string => {
  const date = new Date();
  date.setDate(date.getDate() - days);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
};

/** Minutes of a length of time as ISO 8601 writes it, in days, hours and minutes: `P2D`, `PT36H`, `P1DT12H`. */
export const minutesIn = (written: string): number => {
  const [, days = 0, hours = 0, minutes = 0] = (/^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(written) ?? [])
    .map((part = '0') => Number(part));
  return (days * 24 + hours) * 60 + minutes;
};
