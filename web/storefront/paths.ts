/** Addresses of the shop, written and read. */

/** What names in braces stand for in an address; undefined when it is another page's. */
export type Matcher = (path: string) => Record<string, string> | undefined;

/**
 * Reads `/p/{slug}-{listingId}`. A slug is there to be read and may be missing or wrong; what follows it says what is
 * meant, and has no hyphen.
 */
export const matcherOf = (pattern: string): Matcher => {
  const source = pattern
    .replace(/\{slug\}-/g, '(?:[^/]*-)?')
    .replace(/\{(\w+)\}/g, '(?<$1>[^/-]+)');
  const form = new RegExp(`^${source}$`);
  return (path) => {
    const found = form.exec(path);
    return found ? { ...found.groups } : undefined;
  };
};
