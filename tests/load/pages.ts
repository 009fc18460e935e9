/**
 * `npm run measure:pages`: what pages of the demo weigh and how fast they are on Lighthouse's throttled phone, the median
 * of five; how long the renderer takes for one, and how many product pages a second it serves. On a local cloud of its
 * own. `-- --runs 3` looks less often.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import lighthouse from 'lighthouse';
import { chromium } from 'playwright-core';
import { bundleAll, weigh } from '../../infra/bundle.ts';
import { projectRoot } from '../../infra/declarations.ts';
import { playedFrom } from '../../local/gateway/http-event.ts';
import { seed } from '../../local/seed/seed.ts';
import { keptPassword } from '../../local/visitors/password.ts';
import { enter } from '../../local/visitors/people.ts';
import { siteAt, visitorKeyOf } from '../../local/visitors/site.ts';
import type { PageRequest, Said } from '../../shared/kernel/doors/renderer.ts';
import { begun, launching } from '../support/chromium.ts';
import { median, percentile, print } from './report.ts';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '5' } } });
const runs = Number(values.runs);
const seconds = 10;
const kilobytes = (bytes: number): number => Number((bytes / 1000).toFixed(1));
const milliseconds = (value: number): number => Number(value.toFixed(1));

const child = fork(fileURLToPath(new URL('cloud.ts', import.meta.url)), [JSON.stringify({ portOffset: 5400 })]);
const [{ api, control }] = await once(child, 'message') as [{ api: string; control: string }];
const site = siteAt(api, control);
console.error('Seeding the demo …');
await seed({ site, password: keptPassword(), say: () => undefined });
const credentials = (name: string) => ({ login: `${name}@demo.example`, password: keptPassword() });
const { call } = await enter(site, credentials('ben'));
const { newest, categories } = await call('GET /shop/v1/home', { locale: 'en' });
const product = `/en/p/${newest[0]!.listingId}`;
const looked: Readonly<Record<string, { readonly path: string; readonly who: string }>> = {
  home: { path: '/en', who: 'ben' },
  category: { path: `/en/c/${categories[0]!.categoryId}`, who: 'ben' },
  product: { path: product, who: 'ben' },
  cart: { path: '/en/cart', who: 'ben' },
  checkout: { path: '/en/checkout', who: 'ben' },
  'orders on the console': { path: '/console/merchant/ordering/orders', who: 'blue-teapot' },
};

/** Bytes of everything that a page asks for, texts as they come compressed by the edge; on a laptop, only files are. */
const weightOf = async (requests: readonly { url: string; resourceType?: string; resourceSize: number }[]) => {
  let [all, scripts] = [0, 0];
  for (const { url, resourceType, resourceSize } of requests) {
    const isText = ['Document', 'Script', 'Stylesheet', 'Fetch', 'XHR'].includes(resourceType ?? '')
      || url.endsWith('.svg');
    const isFile = isText && !/\/v1\//.test(url);
    const bytes = isFile ? gzipSync(new Uint8Array(await (await fetch(url)).arrayBuffer())).length : resourceSize;
    all += bytes;
    if (resourceType === 'Script') scripts += bytes;
  }
  return { all, scripts };
};

const rows = [];
for (const [page, { path, who }] of Object.entries(looked)) {
  const profile = await mkdtemp(join(tmpdir(), 'jishi-pages-'));
  const port = 9222;
  const browser = await chromium.launchPersistentContext(profile, {
    ...launching,
    args: [...launching.args, `--remote-debugging-port=${port}`],
  });
  await begun(await browser.newPage(), api, credentials(who));
  const taken = [];
  for (let run = 0; run < runs; run += 1) {
    const { lhr } = (await lighthouse(`${api}${path}`, {
      port,
      output: 'json',
      logLevel: 'error',
      onlyCategories: ['performance', 'accessibility'],
      disableStorageReset: true,
    }))!;
    const number = (audit: string): number => lhr.audits[audit]!.numericValue!;
    const { items } = lhr.audits['network-requests']!.details as unknown as {
      items: { url: string; resourceType: string; resourceSize: number }[];
    };
    taken.push({
      items,
      lcp: number('largest-contentful-paint'),
      cls: number('cumulative-layout-shift'),
      tbt: number('total-blocking-time'),
      accessibility: lhr.categories['accessibility']!.score! * 100,
    });
    console.error(`${page} ${run + 1}/${runs}`);
  }
  await browser.close();
  await rm(profile, { recursive: true, force: true });
  const { all, scripts } = await weightOf(taken[0]!.items);
  rows.push({
    page,
    'JavaScript, kB': kilobytes(scripts),
    'all, kB': kilobytes(all),
    'requests': taken[0]!.items.length,
    'LCP, s': Number((median(taken.map(({ lcp }) => lcp)) / 1000).toFixed(2)),
    'CLS': Number(median(taken.map(({ cls }) => cls)).toFixed(3)),
    'TBT, ms': Math.round(median(taken.map(({ tbt }) => tbt))),
    'accessibility': Math.min(...taken.map(({ accessibility }) => accessibility)),
  });
}

/** How long the renderer takes for the product page, when its endpoints have answered. */
const rendering = async (): Promise<number[]> => {
  const web = (name: string): string => pathToFileURL(join(projectRoot, 'web/storefront', name)).href;
  const [{ pages }, { renderSite }] = await Promise.all([import(web('pages.ts')), import(web('render.tsx'))]) as [
    { pages: unknown },
    {
      renderSite: (
        site: object,
      ) => (request: PageRequest) => Promise<{ status: number; headers: { location?: string } }>;
    },
  ];
  const render = renderSite({ pages, assets: () => '/assets/local', origin: () => api, uploads: () => api });
  const answers = new Map<string, Promise<Said>>();
  const ask: PageRequest['ask'] = ({ contract }, input) => {
    const path = contract.route.split(' ')[1]!.replace(/\{(\w+)\}/g, (_, name: string) => input[name]!);
    const known = answers.get(path)
      ?? fetch(`${api}/shop${path}`, { headers: { 'accept-language': 'en' } }).then(async (answer) => ({
        answer: await answer.json() as unknown,
      }));
    answers.set(path, known);
    return known;
  };
  const request = { query: {}, acceptLanguage: undefined, ask };
  const { headers: { location } } = await render({ ...request, path: product });
  const times: number[] = [];
  for (let i = 0; i < 1200; i += 1) {
    const started = performance.now();
    await render({ ...request, path: decodeURI(location ?? product) });
    times.push(performance.now() - started);
  }
  return times.slice(200);
};
const rendered = await rendering();
const [bundle] = weigh((await bundleAll()).metafile).filter(({ name }) => name === 'storefront-render-page');

const key = await visitorKeyOf(site);
const [address] = await Promise.all([fetch(`${api}${product}`).then(({ url }) => url)]);
const served = [];
for (const clients of [1, 8, 32]) {
  const browse = async (duration: number): Promise<number[]> => {
    const until = performance.now() + duration * 1000;
    const each = Array.from({ length: clients }, async (_, client) => {
      const times: number[] = [];
      while (performance.now() < until) {
        const started = performance.now();
        const answer = await fetch(address, { headers: playedFrom(`198.18.${client}.${times.length % 256}`, key) });
        await answer.arrayBuffer();
        if (answer.status !== 200) throw new Error(`The product page answered ${answer.status}`);
        times.push(performance.now() - started);
      }
      return times;
    });
    return (await Promise.all(each)).flat();
  };
  await browse(2);
  const times = await browse(seconds);
  served.push({
    clients,
    'pages/s': Math.round(times.length / seconds),
    'p50, ms': milliseconds(percentile(times, 0.5)),
    'p95, ms': milliseconds(percentile(times, 0.95)),
  });
}
child.send('stop');
await once(child, 'exit');

print(`Pages on a throttled phone, the median of ${runs}`, rows);
print('The renderer, product page', [{
  'p50, ms': Number(percentile(rendered, 0.5).toFixed(2)),
  'p95, ms': Number(percentile(rendered, 0.95).toFixed(2)),
  'bundle, kB': kilobytes(bundle!.bytes),
}]);
print(`Product pages, ${seconds} s each`, served);
process.exit(0);
