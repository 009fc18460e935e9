/**
 * Reads an amount such as `58.9` into minor units, digit by digit; undefined when it is none or has too many decimals.
 */
export const minorUnits = (text: string, digits: number): number | undefined => {
  const [, whole, decimals = ''] = /^(\d{1,12})(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined || decimals.length > digits) return undefined;
  return Number(whole + decimals.padEnd(digits, '0'));
};
