/**
 * `npm run pictures`: pictures of every page of the shop and every screen of the consoles with the demo, in Chinese and
 * English, on a phone and on a desktop, in one sheet to look at: reports/pictures/index.html. The platform is that of a
 * running `npm start`; none there, and one is started for it.
 *
 *   -- --readme             the four of the README instead: docs/pictures
 *   -- --only operator/     only what is named so: `shop/cart`, `merchant/ordering`
 *   -- --port-offset 100    where the platform is
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import type { Browser, Page } from 'playwright-core';
import { projectRoot } from '../../infra/declarations.ts';
import { playedFrom } from '../../local/gateway/http-event.ts';
import { seed } from '../../local/seed/seed.ts';
import { keptPassword } from '../../local/visitors/password.ts';
import { enter } from '../../local/visitors/people.ts';
import { addressOf, reach } from '../../local/visitors/reach.ts';
import type { Site } from '../../local/visitors/site.ts';
import type { Locale } from '../../shared/kernel/values/text.ts';
import { launched, visitorAt, type Size } from '../support/chromium.ts';
import { filled, namedBy, screenPlaces, shopPaths, type Named } from '../support/places.ts';

/** Who of the demo looks: at the shop, at their own shop, at all that the platform has. */
const people = { shop: 'ben', merchant: 'blue-teapot', operator: 'admin' } as const;
type Part = keyof typeof people;

interface Looked {
  /** `shop/cart`, `operator/ordering/order` */
  readonly name: string;
  readonly part: Part;
  /** With names in braces; of the shop, below the language. */
  readonly path: string;
  /** Shown in the dark as well. */
  readonly dark: boolean;
}

/** What is asked for on pages that show little before. */
const questions: Readonly<Record<string, string>> = { '/compare': '?goods={listingId}', '/search': '?q=tea' };

const everything = async (): Promise<Looked[]> => [
  ...(await shopPaths()).map((path): Looked => ({
    name: `shop${path === '/' ? '/home' : path.replace(/\{slug\}-/, '')}`,
    part: 'shop',
    path: path + (questions[path] ?? ''),
    dark: /^\/($|p\/|checkout)/.test(path),
  })),
  ...screenPlaces().map(({ name, console, path }): Looked => ({ name, part: console, path, dark: false })),
];

interface Way {
  readonly locale: Locale;
  readonly size: Size;
  readonly dark: boolean;
}
const ways: readonly Way[] = [false, true].flatMap((dark) =>
  (['en', 'zh'] as const).flatMap((locale) =>
    (['desktop', 'phone'] as const).map((size): Way => ({ locale, size, dark }))
  )
);
const called = ({ locale, size, dark }: Way): string => [locale, size, ...(dark ? ['dark'] : [])].join('-');

/** What the window shows, or the whole page, as WebP. */
const pictured = async (page: Page, whole: boolean): Promise<Buffer> => {
  const browser = await page.context().newCDPSession(page);
  const { cssContentSize: { width, height } } = await browser.send('Page.getLayoutMetrics');
  const { data } = await browser.send('Page.captureScreenshot', {
    format: 'webp',
    quality: 82,
    captureBeyondViewport: whole,
    ...(whole && { clip: { x: 0, y: 0, width, height: Math.min(height, 6000), scale: 1 } }),
  });
  await browser.detach();
  return Buffer.from(data, 'base64');
};

/** Goes from place to place as one person, in one way. */
const walk = async (
  browser: Browser,
  { api, control }: Site,
  part: Part,
  way: Way,
  places: readonly { readonly path: string; readonly file: string }[],
  { whole, done }: { readonly whole: boolean; readonly done: () => void },
): Promise<string[]> => {
  const { key } = await (await fetch(`${control}/visitor-key`)).json() as { key: string };
  const on = await visitorAt(browser, {
    origin: api,
    ...way,
    headers: playedFrom(`198.18.7.${ways.indexOf(way)}`, key),
  });
  const complaints: string[] = [];
  await on.signIn({ login: `${people[part]}@demo.example`, password: keptPassword() });
  for (const { path, file } of places) {
    try {
      await (part === 'shop' ? on.open(path) : on.openScreen(path));
      // Pictures and islands further down are loaded when they come near.
      await on.page.evaluate(
        'document.querySelectorAll("img[loading=lazy]").forEach((one) => { one.loading = "eager"; }); scrollTo(0, document.body.scrollHeight); new Promise(requestAnimationFrame).then(() => scrollTo(0, 0))',
      );
      await on.still();
      await writeFile(file, await pictured(on.page, whole));
    } catch (error) {
      complaints.push(`${path}: ${(error as Error).message}`);
    }
    complaints.push(...on.complaints().map((one) => `${path} (${called(way)}): ${one}`));
    done();
  }
  await on.close();
  return complaints;
};

/** Thumbnails of all, a row for each place. */
const sheetOf = (places: readonly Looked[]): string =>
  `<!doctype html>
<html lang="en">
<meta charset="utf-8"><title>Every page</title>
<style>
  body { font: 14px/1.4 system-ui, sans-serif; margin: 1.5rem; color: #222 }
  section { margin-bottom: 2rem } h2 { font-size: 1rem; margin: 0 0 .5rem }
  div { display: flex; gap: 12px; align-items: start; overflow-x: auto }
  figure { margin: 0 } figcaption { color: #666; font-size: 12px }
  img { height: 420px; max-width: 640px; object-fit: cover; object-position: top; border: 1px solid #ccc }
</style>
${
    places.map((place) =>
      `<section><h2>${place.name}</h2><div>${
        waysOf(place).map((way) =>
          `<figure><a href="${fileOf(place, way)}"><img loading="lazy" src="${
            fileOf(place, way)
          }" alt=""></a><figcaption>${called(way)}</figcaption></figure>`
        ).join('')
      }</div></section>`
    ).join('\n')
  }
</html>
`;

const waysOf = ({ dark }: Looked): readonly Way[] => ways.filter((way) => dark || !way.dark);
const fileOf = ({ name }: Looked, way: Way): string =>
  `${name.replaceAll(/[^\w]+/g, '-').replace(/-$/, '')}.${called(way)}.webp`;

/** The pictures of the README: what a window of a desktop shows. */
const ofReadme: Readonly<Record<string, { readonly part: Part; readonly path: string }>> = {
  shop: { part: 'shop', path: '/' },
  product: { part: 'shop', path: '/p/{listingId}' },
  merchant: { part: 'merchant', path: '/merchant/home/home' },
  operator: { part: 'operator', path: '/operator/desks/waiting' },
};

const { values: { readme, only = '', ...where } } = parseArgs({
  options: {
    'readme': { type: 'boolean', default: false },
    'only': { type: 'string' },
    'port-offset': { type: 'string' },
  },
});
const { site, leave } = await reach(addressOf(where));
const browser = await launched();
try {
  console.error('Seeding what is not there yet …');
  await seed({ site, password: keptPassword(), say: () => undefined });
  const as = async (name: string) =>
    (await enter(site, { login: `${name}@demo.example`, password: keptPassword() })).call;
  const [buyer, shop, admin] = await Promise.all([as(people.shop), as(people.merchant), as(people.operator)]);
  const named = await namedBy({ buyer, shop, admin });
  if (readme) {
    const folder = join(projectRoot, 'docs/pictures');
    await mkdir(folder, { recursive: true });
    const way = { locale: 'en', size: 'desktop', dark: false } as const;
    for (const [name, { part, path }] of Object.entries(ofReadme)) {
      const places = [{ path: filled(path, named), file: join(folder, `${name}.webp`) }];
      for (const complaint of await walk(browser, site, part, way, places, { whole: false, done: () => undefined })) {
        console.error(complaint);
        process.exitCode = 1;
      }
    }
    console.log(folder);
  } else await makeSheet(named);
} finally {
  await browser.close();
  await leave();
}

async function makeSheet(named: Named): Promise<void> {
  const folder = join(projectRoot, 'reports/pictures');
  const all = (await everything()).filter(({ name }) => name.startsWith(only));
  // What the demo has none of has no picture; the sheet's reader is told.
  const [places, missing] = [all.filter((one) => isKnown(one, named)), all.filter((one) => !isKnown(one, named))];
  if (!only) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const bar = new SingleBar({ format: '{bar} {value}/{total} pictures, {eta_formatted} left' });
  bar.start(places.flatMap(waysOf).length, 0);
  const complaints: string[] = [];
  for (const way of ways) {
    const found = await Promise.all((Object.keys(people) as Part[]).map((part) => {
      const mine = places.filter((one) => one.part === part && waysOf(one).includes(way));
      if (mine.length === 0) return [];
      const files = mine.map((one) => ({ path: filled(one.path, named), file: join(folder, fileOf(one, way)) }));
      return walk(browser, site, part, way, files, { whole: true, done: () => bar.increment() });
    }));
    complaints.push(...found.flat());
  }
  bar.stop();
  const sheet = join(folder, 'index.html');
  await writeFile(sheet, sheetOf(places));
  for (const { name } of missing) console.log(`No picture of ${name}: the demo has no such thing`);
  for (const complaint of complaints) console.log(complaint);
  console.log(sheet);
}

function isKnown({ path }: Looked, named: Named): boolean {
  return [...path.matchAll(/\{(\w+)\}/g)].every(([, param]) => param === 'slug' || named[param!] !== undefined);
}
