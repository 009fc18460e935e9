import {
  fillFile,
  nameOfFile,
  type Paths,
  type Position,
  sitemapFile,
  sitemapIndex,
  SitemapStep,
  stepAfter,
  type Stretch,
  writtenAfter,
} from '../../../shared/catalogue/sitemap.ts';
import { nextSitemap, siteOrigin, sitemaps } from '../../../shared/catalogue/sitemap-store.ts';
import { pages } from '../../../shared/catalogue/page-store.ts';
import { presentTree } from '../../../shared/catalogue/store.ts';
import { job } from '../../../shared/kernel/doors/job.ts';
import type { MerchantId } from '../../../shared/kernel/values/ids.ts';
import { inLocale, type LocalText, type Locale } from '../../../shared/kernel/values/text.ts';
import { allShops, openStore, shopList } from '../../../shared/merchants/public.ts';
import { addressOfCategory, addressOfProduct, addressOfShop } from '../../../web/storefront/addresses.ts';

/** The pages of something, named in each language. */
const pathsOf = (name: LocalText, path: (name: string) => string): Paths => {
  const of = (locale: Locale): string => `/${locale}${path(inLocale(name, locale))}`;
  return { zh: of('zh'), en: of('en') };
};

/** How each kind is read, some at a time. */
const reading: Readonly<Record<SitemapStep['kind'], (from: Position) => Promise<Stretch>>> = {
  categories: async () => {
    const tree = await presentTree();
    const shown = tree.filter(({ state }) => state === 'active');
    return {
      pages: shown.map(({ id: categoryId, name }) =>
        pathsOf(name, (words) => addressOfCategory({ categoryId, name: words }))
      ),
      next: undefined,
    };
  },
  shops: async ({ partition, cursor }) => {
    const partitions = allShops.partitions();
    const { items, cursor: next } = await shopList(partitions[partition]!, {
      limit: 100,
      cursor,
      startingWith: 'active#',
    });
    const stores = await Promise.all(items.map(async ({ id }) => {
      const store = await openStore(id as MerchantId);
      return store ? [pathsOf(store.name, (words) => addressOfShop({ merchantId: id, name: words }))] : [];
    }));
    const following = partition + 1 < partitions.length ? { partition: partition + 1 } : undefined;
    return { pages: stores.flat(), next: next ? { partition, cursor: next } : following };
  },
  products: async ({ cursor }) => {
    const { items, cursor: next } = await pages.newest({ limit: 100, cursor });
    return {
      pages: items.map(({ listingId, title }) =>
        pathsOf(title, (words) => addressOfProduct({ listingId, title: words }))
      ),
      next: next ? { partition: 0, cursor: next } : undefined,
    };
  },
};

/** A run that is cut off begins its file again. The index comes last: until then the one of the day before holds. */
export const { contract, handler } = job({
  summary: 'Writes one file of a sitemap, and has the next one written.',
  queue: 'parts',
  message: SitemapStep,
  touches: [presentTree, shopList, openStore, pages.newest, siteOrigin, sitemaps.write, nextSitemap],
  timeout: 840_000,
  memory: 1024,
}, async ({ message: step, commit }) => {
  const site = siteOrigin();
  const { entries, end } = await fillFile(site, step.from, reading[step.kind]);
  await sitemaps.write(nameOfFile(step), sitemapFile(entries), 'application/xml');
  const next = stepAfter(step, end);
  if (next) await nextSitemap([{ key: `sitemap:${step.run}:${nameOfFile(next)}`, message: next }]);
  else await sitemaps.write('index.xml', sitemapIndex(site, step.run, writtenAfter(step)), 'application/xml');
  await commit({ writes: [] });
});
