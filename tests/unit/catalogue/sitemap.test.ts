import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  entriesOf,
  fileLimits,
  fillFile,
  firstStep,
  nameOfFile,
  sitemapFile,
  sitemapIndex,
  stepAfter,
  writtenAfter,
  type Position,
  type SitemapStep,
} from '../../../shared/catalogue/sitemap.ts';
import { now } from './samples.ts';

const site = 'https://www.jishi.example';
const paths = (n: number, words = 'pot') => ({ zh: `/zh/p/陶壶-${n}`, en: `/en/p/${words}-${n}` });

/** Writes all of a market: the files by their names, and the index. */
const written = async (counts: Readonly<Record<SitemapStep['kind'], number>>, words?: string) => {
  const files = new Map<string, readonly string[]>();
  for (let step: SitemapStep | undefined = firstStep(now);;) {
    const read = async ({ cursor = '0' }: Position) => {
      const from = Number(cursor);
      const to = Math.min(from + 100, counts[step!.kind]);
      return {
        pages: Array.from({ length: to - from }, (_, i) => paths(from + i, words)),
        next: to < counts[step!.kind] ? { partition: 0, cursor: String(to) } : undefined,
      };
    };
    const { entries, end } = await fillFile(site, step.from, read);
    files.set(nameOfFile(step), entries);
    const next = stepAfter(step, end);
    if (!next) return { files, index: sitemapIndex(site, step.run, writtenAfter(step)) };
    step = next;
  }
};

describe('sitemaps', () => {
  it('name each page in each language, with all of its languages, and nothing that XML or an address does not take', () => {
    const [zh, en] = ['https://www.jishi.example/zh/p/%E9%99%B6%E5%A3%B6-1', 'https://www.jishi.example/en/p/pot-1'];
    const both = `<xhtml:link rel="alternate" hreflang="zh" href="${zh}"/>`
      + `<xhtml:link rel="alternate" hreflang="en" href="${en}"/>`;
    expect(entriesOf(site, paths(1))).toBe(`<url><loc>${zh}</loc>${both}</url>\n<url><loc>${en}</loc>${both}</url>\n`);
    expect(sitemapFile([])).toContain('<urlset');
  });

  it('hold each page once, in files of at the most 50,000 addresses, all of which the index names', async () => {
    const { files, index } = await written({ categories: 3, shops: 0, products: 60_010 });
    const names = [...files.keys()];
    expect(names).toEqual(['categories-1.xml', 'shops-1.xml', 'products-1.xml', 'products-2.xml', 'products-3.xml']);
    for (const name of names) expect(index).toContain(`<loc>${site}/sitemaps/${name}</loc>`);
    expect(index.match(/<sitemap>/g)).toHaveLength(names.length);
    const products = names.filter((name) => name.startsWith('products')).flatMap((name) => files.get(name)!);
    expect(new Set(products).size).toBe(60_010);
    expect(products).toHaveLength(60_010);
    for (const entries of files.values()) expect(entries.length * 2).toBeLessThanOrEqual(fileLimits.addresses);
  });

  it('stay below 50 MB where addresses are long', async () => {
    const { files } = await written({ categories: 0, shops: 0, products: 20_000 }, 'x'.repeat(1500));
    expect(files.size).toBeGreaterThan(3);
    for (const entries of files.values()) expect(sitemapFile(entries).length).toBeLessThan(50_000_000);
  });

  it('go on behind what was written, whatever there is of each kind', async () => {
    const some = fc.integer({ min: 0, max: 300 });
    await fc.assert(fc.asyncProperty(some, some, some, async (categories, shops, products) => {
      const { files } = await written({ categories, shops, products });
      expect([...files.values()].map((entries) => entries.length)).toEqual([categories, shops, products]);
    }));
  });
});
