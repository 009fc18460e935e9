/**
 * What the bundles may weigh as they are deployed. Import times are measured (`npm run measure:imports`), not asserted:
 * a busy machine is no fault.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type BuildOptions } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Bundling, bundleAll, weigh } from '../../infra/bundle.ts';
import { listUseCases, projectRoot } from '../../infra/declarations.ts';
import { scriptsOfPages, storefrontOptions, wordsOptions } from '../../infra/web.ts';
import { Locale } from '../../shared/kernel/values/text.ts';

/** Bytes, minified, with the SDK inside. */
const budget = 600_000;

/** Bundles that need more: each with its own bound. */
const heavier: Readonly<Record<string, number>> = {
  // Have Google's decoder and encoder of WebP inside.
  'catalogue-check-listing-image': 1_350_000,
  'catalogue-check-front-image': 1_350_000,
  'catalogue-check-ad-image': 1_350_000,
  'catalogue-check-option-picture': 1_350_000,
  'after-sales-check-return-photo': 1_350_000,
  'after-sales-check-inspection-photo': 1_350_000,
  // Reads films and writes them anew.
  'catalogue-check-listing-video': 960_000,
  // Look for the pictures of what is made to order, or sign their addresses.
  'ordering-add-cart-line': 660_000,
  'ordering-get-order': 680_000,
  'ordering-get-shop-order': 680_000,
  'ordering-inspect-order': 680_000,
  // Look for the photos that go along, beside the money that goes back or the goods that were bought.
  'after-sales-request-return': 650_000,
  'after-sales-decide-return': 740_000,
  'after-sales-judge-return': 740_000,
  // Knows what is made of an order, beside payments and favourites.
  'ordering-show-personal-centre': 620_000,
  // Knows how a cart becomes orders, a payment and stock that is taken, and what each may be refused for.
  'ordering-place-order': 615_000,
  'ordering-change-order': 620_000,
  'ordering-preview-change': 615_000,
  // Sets type on paper, for one who waits for the printer.
  'logistics-print-paper': 1_040_000,
  'invoices-file-invoice': 1_000_000,
  // Knows the regions of all countries.
  'logistics-set-dispatch': 640_000,
  'inventory-add-warehouse': 650_000,
  'inventory-set-warehouse': 650_000,
  // Writes the sheet as a file, and names what lies on it.
  'inventory-open-stock-take': 650_000,
  // Reads CSV and HTML in the background, and changes listings and their stock.
  'catalogue-import-products': 740_000,
  // Reads a whole shop and writes its files, in the background.
  'catalogue-export-products': 640_000,
  // Read the index of searches from a file, and know the characters of traditional Chinese.
  'search-search-products': 730_000,
  'search-search-for-me': 740_000,
  'search-suggest-searches': 690_000,
  'search-explain-ranking': 735_000,
  'search-rebuild-index': 1_050_000,
  // Know how Chinese is spoken, in the background: who searches looks that up in the index.
  'search-index-listing': 920_000,
  'search-on-listing-changed': 900_000,
  'search-on-order-stocked': 900_000,
  'search-on-stock-moved': 900_000,
  // Has all pages inside, and what they show.
  'storefront-render-page': 850_000,
  // Asks the provider, writes files, and has the next day compared by a queue, in the background.
  'settlement-reconcile-part': 660_000,
  // Writes files of entries in the background.
  'settlement-export-part': 620_000,
};

let metafile: Bundling['metafile'];
let bundles: ReturnType<typeof weigh>;
beforeAll(async () => {
  ({ metafile } = await bundleAll());
  bundles = weigh(metafile);
}, 600_000);

it('every use case has one bundle of at most 600 kB', () => {
  expect(bundles).toHaveLength(listUseCases().length);
  const over = bundles.filter(({ name, bytes }) => bytes > (heavier[name] ?? budget)).map((
    { name, bytes, largest },
  ) => ({ name, bytes, largest }));
  expect(over).toEqual([]);
});

it('only bundles that need it have a budget of their own', () => {
  const needless = Object.keys(heavier).filter((name) =>
    !bundles.some((bundle) => bundle.name === name && bundle.bytes > budget)
  );
  expect(needless).toEqual([]);
});

it('no library is in a bundle in two versions', () => {
  const twice = Object.entries(metafile.outputs).flatMap(([bundle, { inputs }]) => {
    const folders = new Set(
      Object.keys(inputs).flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []),
    );
    const names = [...folders].map((folder) => folder.split('node_modules/').at(-1)!);
    return names.filter((name, i) => names.indexOf(name) !== i).map((name) => `${bundle}: ${name}`);
  });
  expect(twice).toEqual([]);
});

it('what infra/lean-sdk.ts leaves out is in no bundle, also after an update of the libraries', () => {
  const idle = /credential-provider-(?!env)|event-streams|mnemonist|json-schema|bn\.js|https-proxy|superagent/;
  const inputs = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs));
  const found = inputs.filter(([file, { bytesInOutput }]) => idle.test(file) && bytesInOutput > 1000);
  expect([...new Set(found.map(([file]) => file))]).toEqual([]);
});

describe('What browsers load of the shop', () => {
  /**
   * Bytes of JavaScript as they travel, by page; what only an address form needs is counted with the page, and what only
   * those load who are signed in is not.
   */
  const most = (page: string): number => ({ product: 15_000, checkout: 40_000, addresses: 40_000 })[page] ?? 20_000;

  const built = async (options: BuildOptions) => {
    const { outputFiles, metafile } = await build({ ...options, outdir: '/', metafile: true, write: false });
    const weights = new Map(outputFiles.map(({ path, contents }) => [path.slice(1), gzipSync(contents).length]));
    const imports = new Map(
      Object.entries(metafile.outputs).map(([file, { imports: all }]) => [
        file.replace(/^(\.\.\/)+/, ''),
        all.map(({ path, kind }) => ({ path: path.replace(/^(\.\.\/)+/, ''), kind })),
      ]),
    );
    return { weights, imports };
  };

  it('is within its budget on every page, in both languages [UIX-07]', async () => {
    const pages = await scriptsOfPages();
    const [shop, words] = await Promise.all([built(storefrontOptions()), built(wordsOptions(pages))]);
    const source = (island: string): string =>
      readFileSync(join(projectRoot, `web/storefront/${island}.island.tsx`), 'utf8');
    const over = pages.flatMap(({ name, islands }) =>
      Locale.options.map((locale) => {
        const first = islands.filter((island) => !source(island).includes(", 'signed-in');"));
        const files = new Set(['browser.js', ...first.map((island) => `${island}.js`)]);
        for (const file of files) {
          for (const { path, kind } of shop.imports.get(file) ?? []) {
            if (kind === 'import-statement' || path.includes('/countries-')) files.add(path);
          }
        }
        const scripts = [...files].reduce((sum, file) => sum + shop.weights.get(file)!, 0);
        return {
          page: `${locale}/${name}`,
          bytes: scripts + words.weights.get(`words/${locale}/${name}.js`)!,
          most: most(name),
        };
      })
    ).filter(({ bytes, most: bound }) => bytes > bound);
    expect(over).toEqual([]);
    expect(shop.weights.get('shop.css')).toBeLessThanOrEqual(10_000);
  });
});
