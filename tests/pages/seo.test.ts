/** What search engines and other sites read of the shop: fetched as they do, without a browser. */
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { DomUtils, parseDocument } from 'htmlparser2';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { runSchedule, settled } from '../support/control.ts';
import { category, listed, pictured, stocked, type Receipt } from '../support/listings.ts';
import type { Merchant } from '../support/merchants.ts';
import { address, key } from '../support/people.ts';
import { shopPaths } from '../support/places.ts';
import { shop } from '../support/shopping.ts';

const { api } = inject('cloud');
const { getElementsByTagName, textContent } = DomUtils;

interface Fetched {
  readonly status: number;
  readonly location: string | undefined;
  readonly html: string;
  readonly all: (tag: string) => { readonly attribs: Readonly<Record<string, string>>; readonly text: string }[];
  readonly meta: (name: string) => string | undefined;
  readonly link: (rel: string, language?: string) => string | undefined;
  readonly data: () => Record<string, unknown>[];
}

/** @param path from the root, or a whole address */
const look = async (path: string): Promise<Fetched> => {
  const answer = await fetch(new URL(path, api), { redirect: 'manual', headers: address() });
  const html = await answer.text();
  const document = parseDocument(html);
  const all: Fetched['all'] = (tag) =>
    getElementsByTagName(tag, document).map((one) => ({ attribs: one.attribs, text: textContent(one) }));
  return {
    status: answer.status,
    location: answer.headers.get('location') ?? undefined,
    html,
    all,
    meta: (name) =>
      all('meta').find(({ attribs }) => (attribs['name'] ?? attribs['property']) === name)?.attribs['content'],
    link: (rel, language) =>
      all('link').find(({ attribs }) => attribs['rel'] === rel && attribs['hreflang'] === language)?.attribs['href'],
    data: () =>
      all('script').filter(({ attribs }) => attribs['type'] === 'application/ld+json')
        .map(({ text }) => JSON.parse(text) as Record<string, unknown>),
  };
};

let seller: Merchant;
let pot: Receipt;
let cup: Receipt;
let root: string;
let leaf: string;
const title = { en: 'Clay teapot </script><b>"&', zh: '陶壶' };

beforeAll(async () => {
  seller = await shop();
  root = (await category({ name: { en: 'Tea and table', zh: '茶与餐桌' } })).categoryId;
  leaf = (await category({ name: { en: 'Tea ware', zh: '茶具' }, parentId: root })).categoryId;
  const photo = new Uint8Array(await readFile('local/seed/pictures/teapot-1.webp'));
  pot = await listed(seller, { title, categoryId: leaf, images: [await pictured(seller, photo)] });
  cup = await listed(seller, { title: { en: 'Cup', zh: '杯' }, categoryId: leaf });
  await stocked(seller, pot, 5);
  await settled();
});

/** Where the pages that anyone may find are, in this language. */
const publicPaths = async (locale: 'zh' | 'en'): Promise<string[]> => {
  const ids: Record<string, string> = {
    listingId: pot.listingId,
    categoryId: leaf,
    merchantId: seller.merchantId,
    topic: 'privacy',
  };
  const found: string[] = [];
  for (const path of await shopPaths()) {
    const filled = path.replace('{slug}-', '').replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? 'x');
    let page = await look(`/${locale}${filled === '/' ? '' : filled}`);
    if (page.location) page = await look(page.location);
    if (page.status === 200 && page.meta('robots') === undefined) {
      found.push(new URL(page.link('canonical')!).pathname);
    }
  }
  return found;
};

describe('Given a search engine', () => {
  it.each(['zh', 'en'] as const)(
    'when it reads the public pages in %s, then each has a title, a description, headings and one address of its own [SEO-02]',
    async (locale) => {
      const paths = await publicPaths(locale);
      expect(paths.length).toBeGreaterThanOrEqual(6);
      const titles = new Set<string>();
      for (const path of paths) {
        const page = await look(path);
        expect(page.status, path).toBe(200);
        const [{ text: heading = '' } = {}] = page.all('title');
        titles.add(heading);
        expect(heading, path).toMatch(locale === 'zh' ? / · 集市$/ : / · Jishi$/);
        expect(page.meta('description')?.length, path).toBeGreaterThan(5);
        expect(page.meta('description')!.length, path).toBeLessThanOrEqual(160);
        expect(page.all('h1'), path).toHaveLength(1);
        const levels = [1, 2, 3, 4, 5, 6].filter((level) => page.all(`h${level}`).length > 0);
        expect(levels, path).toEqual(levels.map((_, i) => i + 1));
        expect(page.link('canonical'), path).toBe(`${api}${path}`);
        expect(page.all('html')[0]!.attribs['lang']).toBe(locale === 'zh' ? 'zh-CN' : 'en');
      }
      expect(titles.size).toBe(paths.length);
    },
  );

  it('when it follows the other language of a page, then it is there, and leads back [SEO-01]', async () => {
    for (const path of await publicPaths('en')) {
      const page = await look(path);
      expect(page.link('alternate', 'x-default')).toBe(page.link('alternate', 'en'));
      for (const language of ['zh', 'en']) {
        let other = await look(page.link('alternate', language)!);
        // Words of an address are of its language; what follows them is what is meant.
        if (other.status === 301) other = await look(other.location!);
        expect([other.status, other.all('html')[0]!.attribs['lang']!.slice(0, 2)], path).toEqual([200, language]);
        const back = await look(other.link('alternate', 'en')!);
        expect(back.location ? decodeURI(back.location) : decodeURI(path), path).toBe(decodeURI(path));
      }
    }
  });

  it('when words of an address have changed, then the old one leads to the new for good, and what is gone says where to go on [SEO-01]', async () => {
    const { listingId } = pot;
    const right = new URL((await look((await look(`/en/p/${listingId}`)).location!)).link('canonical')!).pathname;
    for (const old of [`/en/p/${listingId}`, `/en/p/another-name-${listingId}`, `${right}/`]) {
      let at = await look(old);
      expect(at.status, old).toBe(301);
      if (at.location !== right) at = await look(at.location!);
      expect(at.location ?? right).toBe(right);
    }
    const away = await listed(seller, { title: { en: 'Jug', zh: '罐' }, categoryId: leaf });
    await seller.call('POST /merchant/v1/listings/{listingId}/off-shelf', { listingId: away.listingId }, key());
    await settled();
    const gone = await look(`/en/p/jug-${away.listingId}`);
    expect([gone.status, gone.meta('robots'), gone.link('canonical')]).toEqual([410, 'noindex', undefined]);
    const onward = gone.all('a').find(({ attribs }) => attribs['href']?.includes(leaf))!.attribs['href']!;
    expect((await look((await look(onward)).location ?? onward)).status).toBe(200);
    expect((await look('/en/p/lst_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A')).status).toBe(404);
  });

  it('when it reads what is meant for programs, then product, offers, way and seller are there [SEO-02] [SEO-05]', async () => {
    const page = await look((await look(`/en/p/${pot.listingId}`)).location!);
    const data = page.data();
    expect(data.every((one) => one['@context'] === 'https://schema.org')).toBe(true);
    const of = (type: string) => data.find((one) => one['@type'] === type)!;
    const [{ price }] = pot.skus as [Receipt['skus'][number]];
    expect(of('Product')).toMatchObject({
      name: title.en,
      sku: pot.listingId,
      image: [expect.stringMatching(/^http:\/\/.+\.webp$/)],
      brand: { '@type': 'Organization', name: 'Blue Teapot' },
      offers: [{
        '@type': 'Offer',
        price: (price.amount / 100).toFixed(2),
        priceCurrency: price.currency,
        availability: 'https://schema.org/InStock',
        seller: { '@type': 'Organization', name: 'Blue Teapot' },
      }],
    });
    const steps = of('BreadcrumbList')['itemListElement'] as { position: number; name: string; item: string }[];
    expect(steps.map(({ position, name }) => [position, name])).toEqual([[1, 'Tea and table'], [2, 'Tea ware']]);
    const crumbs = page.all('a').map(({ attribs }) => new URL(attribs['href']!, api).href);
    for (const { item } of steps) {
      expect((await look(item)).status).toBe(200);
      expect(crumbs).toContain(item);
    }
    // What is like it is linked as well.
    expect(crumbs.some((href) => href.includes(cup.listingId))).toBe(true);
    const sold = (await look((await look(`/zh/p/${cup.listingId}`)).location!)).data();
    expect(sold.find((one) => one['@type'] === 'Product')!['offers']).toMatchObject([{
      availability: 'https://schema.org/OutOfStock',
    }]);
    expect((await look('/en')).data()).toMatchObject([{ '@type': 'Organization', name: 'Jishi', url: `${api}/en` }]);
    const store = await look((await look(`/en/s/${seller.merchantId}`)).location!);
    expect(store.data()).toMatchObject([{
      '@type': 'Organization',
      name: 'Blue Teapot',
      url: store.link('canonical'),
    }]);
  });

  it('when somebody passes an address on, then other sites show its name, words and picture', async () => {
    const page = await look((await look(`/en/p/${pot.listingId}`)).location!);
    expect([page.meta('og:title'), page.meta('og:url'), page.meta('og:site_name'), page.meta('og:type')])
      .toEqual([title.en, page.link('canonical'), 'Jishi', 'website']);
    expect(page.meta('og:description')).toBe(page.meta('description'));
    const picture = await fetch(page.meta('og:image')!);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/webp']);
  });

  it('when it goes by robots.txt and the sitemap, then it finds each product in both languages, and nothing of anybody [SEO-01]', async () => {
    await runSchedule('catalogue/start-sitemaps');
    await settled();
    const robots = await fetch(`${api}/robots.txt`);
    expect([robots.status, robots.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
    const rules = (await robots.text()).split('\n');
    const closed = rules.flatMap((rule) => /^Disallow: (.+)$/.exec(rule)?.[1] ?? []);
    const mayLook = (url: string): boolean => !closed.some((path) => new URL(url).pathname.startsWith(path));
    expect(mayLook(`${api}/console/`)).toBe(false);
    const index = /^Sitemap: (.+)$/.exec(rules.find((rule) => rule.startsWith('Sitemap'))!)![1]!;
    const places = async (url: string): Promise<string[]> => {
      const answer = await fetch(url);
      expect([url, answer.status]).toEqual([url, 200]);
      return [...(await answer.text()).matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, place]) => place!);
    };
    const listedPlaces = (await Promise.all((await places(index)).map(places))).flat();
    expect(listedPlaces.filter((place) => !mayLook(place))).toEqual([]);
    const ours = listedPlaces.filter((place) =>
      [pot.listingId, cup.listingId, leaf, root, seller.merchantId].some((id) => place.endsWith(id))
    );
    expect(ours).toHaveLength(10);
    for (const place of ours) {
      const page = await look(place);
      expect([place, page.status, page.link('canonical'), page.meta('robots')]).toEqual([place, 200, place, undefined]);
    }
    // What has other words now leads there for good, and what is gone is told of as gone.
    expect((await look(`/en/p/old-words-${cup.listingId}`)).status).toBe(301);
    const away = await listed(seller, { title: { en: 'Jar', zh: '坛' }, categoryId: leaf });
    await seller.call('POST /merchant/v1/listings/{listingId}/off-shelf', { listingId: away.listingId }, key());
    await settled();
    expect((await look(`/en/p/jar-${away.listingId}`)).status).toBe(410);
    // Whatever is a visitor's own is kept out, by robots.txt and by the page itself.
    for (const path of await shopPaths()) {
      const below = path.replace(/\{\w+\}/g, 'x');
      const page = await look(`/en${below}`);
      if (page.meta('robots') === 'noindex' && page.status === 200) {
        expect(mayLook(`${api}/en${below}`), path).toBe(false);
      }
    }
  });

  it('when it judges how a page is made, then it fits a phone, is small, may be kept, and its pictures come compressed in fitting widths [SEO-06]', async () => {
    for (const path of await publicPaths('zh')) {
      const page = await look(path);
      expect(page.meta('viewport'), path).toBe('width=device-width, initial-scale=1');
      expect(gzipSync(page.html).length, path).toBeLessThan(15_000);
      for (const { attribs } of page.all('img')) {
        expect(attribs, path).toMatchObject({
          srcset: expect.stringMatching(/320w, .+ 640w, .+ 1280w$/),
          sizes: expect.any(String),
          width: expect.stringMatching(/^\d+$/),
          height: expect.stringMatching(/^\d+$/),
          alt: expect.any(String),
        });
        const picture = await fetch(new URL(attribs['src']!, api));
        expect(picture.headers.get('content-type')).toBe('image/webp');
        expect((await picture.arrayBuffer()).byteLength).toBeLessThan(60_000);
      }
      const answer = await fetch(new URL(path, api), { headers: address() });
      expect(answer.headers.get('cache-control'), path).toMatch(/^public, max-age=\d+/);
    }
  });
});
