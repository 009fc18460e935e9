/** At most so many characters: enough to be read, short enough to be passed on. */
const longest = 60;

/**
 * The words of an address, in any script: `Clay teapot, small` is `clay-teapot-small`, `陶壶（小）` is `陶壶-小`. Empty
 * where there is no letter or digit.
 */
export const slugOf = (text: string): string =>
  Array.from(text.normalize('NFC').toLowerCase().replace(/[^\p{L}\p{N}\p{M}]+/gu, '-').replace(/^-|-$/g, ''))
    .slice(0, longest).join('').replace(/-$/, '');
