import * as z from 'zod';
import { Instant, utcDateOf } from '../kernel/values/clock.ts';
import { Locale } from '../kernel/values/text.ts';

/** What search engines are told of, in this order. */
export type SitemapKind = z.infer<typeof SitemapKind>;
export const SitemapKind = z.enum(['categories', 'shops', 'products']);

/** Where a file begins: in which partition of a list that is spread, and behind what. */
export type Position = z.infer<typeof Position>;
const Position = z.strictObject({ partition: z.int().min(0), cursor: z.string().optional() });

/** The writing of one file; those before it are written. */
export type SitemapStep = z.infer<typeof SitemapStep>;
export const SitemapStep = z.strictObject({
  /** When this run began. */
  run: Instant,
  kind: SitemapKind,
  from: Position,
  /** Files that have been written in this run, by kind. */
  written: z.record(SitemapKind, z.int()),
});

export const firstStep = (run: Instant): SitemapStep => ({
  run,
  kind: 'categories',
  from: { partition: 0 },
  written: { categories: 0, shops: 0, products: 0 },
});

/** What a file may hold by the protocol of sitemaps (50,000 addresses, 50 MB), and a little less. */
export const fileLimits = { addresses: 50_000, bytes: 45_000_000 };

/** The path of one and the same page in each language. */
export type Paths = Readonly<Record<Locale, string>>;

/** How the file of a step is called: `products-3.xml`. */
export const nameOfFile = ({ kind, written }: Pick<SitemapStep, 'kind' | 'written'>): string =>
  `${kind}-${written[kind] + 1}.xml`;

/**
 * What is done once a file has been written: the next of its kind, the first of the next kind, or nothing.
 * @param end where the next file begins; none when all of the kind is written
 */
export const stepAfter = (step: SitemapStep, end: Position | undefined): SitemapStep | undefined => {
  const written = writtenAfter(step);
  if (end) return { ...step, from: end, written };
  const kind = SitemapKind.options[SitemapKind.options.indexOf(step.kind) + 1];
  return kind && { ...step, kind, from: { partition: 0 }, written };
};

/** The files that are written once a step is done. */
export const writtenAfter = ({ kind, written }: SitemapStep): SitemapStep['written'] => ({
  ...written,
  [kind]: written[kind] + 1,
});

const header = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** A page once for each language, each of which names all of them. */
export const entriesOf = (site: string, paths: Paths): string => {
  const addresses = Locale.options.map((locale) => [locale, encodeURI(`${site}${paths[locale]}`)] as const);
  const alternates = addresses.map(([locale, address]) =>
    `<xhtml:link rel="alternate" hreflang="${locale}" href="${address}"/>`
  ).join('');
  return addresses.map(([, address]) => `<url><loc>${address}</loc>${alternates}</url>\n`).join('');
};

export const sitemapFile = (entries: readonly string[]): string =>
  `${header}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${
    entries.join('')
  }</urlset>\n`;

export const sitemapIndex = (site: string, run: Instant, written: SitemapStep['written']): string =>
  `${header}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${
    SitemapKind.options.flatMap((kind) =>
      Array.from({ length: written[kind] }, (_, i) =>
        `<sitemap><loc>${site}/sitemaps/${kind}-${i + 1}.xml</loc><lastmod>${utcDateOf(run)}</lastmod></sitemap>\n`)
    ).join('')
  }</sitemapindex>\n`;

/** Some pages, and where the next ones begin. */
export interface Stretch {
  readonly pages: readonly Paths[];
  readonly next: Position | undefined;
}

/**
 * As many entries as one file holds, and where the next file begins; none when nothing is left. It holds one file's.
 * @param read what stands from a position on: some at a time, at the most 100
 */
export const fillFile = async (
  site: string,
  from: Position,
  read: (from: Position) => Promise<Stretch>,
): Promise<{ readonly entries: readonly string[]; readonly end: Position | undefined }> => {
  const entries: string[] = [];
  let bytes = 0;
  let position: Position | undefined = from;
  while (position) {
    const { pages, next }: Stretch = await read(position);
    const more = pages.map((paths) => entriesOf(site, paths));
    const weight = more.reduce((sum, entry) => sum + entry.length, 0);
    const addresses = (entries.length + more.length) * Locale.options.length;
    if (entries.length > 0 && (addresses > fileLimits.addresses || bytes + weight > fileLimits.bytes)) break;
    entries.push(...more);
    bytes += weight;
    position = next;
  }
  return { entries, end: position };
};
