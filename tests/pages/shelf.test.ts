/** What buyers do before they choose: keep, compare, look at what is new. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { awake, faultless, launched, signsIn, visitor } from '../support/browser.ts';
import { settled, until } from '../support/control.ts';
import type { Merchant } from '../support/merchants.ts';
import { address, person } from '../support/people.ts';
import { buyer, fill, onSale, place, shop, theCategory, type Goods } from '../support/shopping.ts';

let browser: Browser;
let seller: Merchant;
let goods: Goods[];
beforeAll(async () => {
  browser = await launched();
  seller = await shop();
  goods = [await onSale(seller), await onSale(seller, { price: 4990 }), await onSale(seller, { price: 3990 })];
  await settled();
});
afterAll(() => browser?.close());

/** Presses what shows more until there are so many. */
const readOn = async (page: Page, of: Locator, wanted: number): Promise<void> => {
  for (let there = 1; there < wanted; there += 1) {
    await until(() => of.count(), (count) => count === there);
    await page.locator('p.more button').click();
  }
  await until(() => of.count(), (count) => count === wanted);
};

/** Follows the last, which is far down, goes back, and finds as many as before, and the page scrolled as it was. */
const leftAndFoundAgain = async (page: Page, all: Locator, to: RegExp): Promise<void> => {
  const wanted = await all.count();
  const scrolled = async (): Promise<number> => await page.evaluate('Math.round(scrollY)') as number;
  await all.last().evaluate((element) =>
    (element as unknown as { scrollIntoView: (at: boolean) => void }).scrollIntoView(true)
  );
  const before = await scrolled();
  expect(before).toBeGreaterThan(0);
  await all.last().click();
  await page.waitForURL(to);
  await page.goBack();
  await until(() => all.count(), (count) => count === wanted);
  await until(scrolled, (now) => now === before);
};

describe('Given a buyer who looks around', () => {
  it('when they press the heart of a product on a phone, then they sign in, keep it, find it with its price, and drop it [CAT-13]', async () => {
    const on = await visitor(browser, { locale: 'en', size: 'phone' });
    const one = await person('keeping');
    const { listingId } = goods[0]!;
    await on.open(`/p/${listingId}`);
    await on.page.locator('.title-row .heart').click();
    await on.page.waitForURL(/\/sign-in/);
    await signsIn(on, one, new RegExp(listingId));
    // It has come alive, now that they are signed in.
    await on.page.locator('.title-row [data-awake] .heart').click();
    await on.page.locator('.title-row .heart[aria-pressed="true"]').waitFor();
    await until(
      async () => (await one.call('GET /shop/v1/favourites', {})).items.length,
      (some) => some === 1,
    );
    await faultless(on);
    await on.open('/account/favourites');
    await on.page.locator('.kept-row').waitFor();
    expect(await on.page.locator('.kept-row .card-price').textContent()).toContain('58.90');
    await faultless(on);
    await on.open(`/s/${seller.merchantId}`);
    await on.page.locator('.cards .heart[aria-pressed="true"]').waitFor();
    await on.open('/new');
    await faultless(on);
    await on.open('/account/favourites');
    await on.page.locator('.kept-row .link').click();
    await on.page.locator('.empty').waitFor();
    await faultless(on);
    await on.close();
  });

  it('when they come back to a category of which they have read on, then it is as long as it was, and where it was', async () => {
    const on = await visitor(browser, { locale: 'en', size: 'phone' });
    const { page } = on;
    await on.open(`/c/tea-ware-${await theCategory()}?limit=1`);
    const cards = page.locator('.cards .card');
    await readOn(page, cards, goods.length);
    await leftAndFoundAgain(page, cards, /\/en\/p\//);
    await on.close();
  });

  it('when they come back to their orders, of which they have read on, then they are as many as they were, and where they were', async () => {
    const one = await buyer();
    for (const item of goods) {
      await fill(one, [item, 1]);
      await place(one);
    }
    const on = await visitor(browser, { locale: 'zh', size: 'phone' });
    const { page } = on;
    // Pages of one, so that three orders are three pages.
    await page.route(
      '**/shop/v1/orders?*',
      (route) => route.continue({ url: route.request().url().replace('limit=20', 'limit=1') }),
    );
    await on.signIn(one);
    await on.open('/orders');
    const rows = page.locator('.order-row');
    await readOn(page, rows, goods.length);
    await leftAndFoundAgain(page, rows, /\/orders\/ord_/);
    await on.close();
  });

  it('when they compare without any script, then the address alone says what stands side by side [CAT-14]', async () => {
    const { api } = inject('cloud');
    const seen = async (path: string): Promise<{ text: string; links: string[] }> => {
      const answer = await fetch(`${api}${path}`, { headers: address() });
      expect(answer.status, path).toBe(200);
      const text = await answer.text();
      const links = [...text.matchAll(/href="([^"]*\/compare\?goods=[^"]*)"/g)].map(([, href]) => href!);
      return { text, links };
    };
    const [first, second] = goods.map(({ listingId }) => listingId) as [string, string];
    const { links: [begin] } = await seen(`/en/p/clay-teapot-${first}`);
    expect(begin).toBe(`/en/compare?goods=${first}`);
    const { links: more } = await seen(begin!);
    const both = more.find((href) => href.includes(second))!;
    const { text, links } = await seen(both);
    expect(text).toContain('58.90');
    expect(text).toContain('49.90');
    expect(links).toContain(`/en/compare?goods=${second}`);
    const on = await visitor(browser, { locale: 'zh', size: 'desktop' });
    await on.open(both.replace(/^\/en/, ''));
    expect(await on.page.locator('.compare thead th').count()).toBe(2);
    await awake(on.page);
    await faultless(on);
    await on.close();
  });
});
