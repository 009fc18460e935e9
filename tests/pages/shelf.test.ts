/** What buyers do before they choose: keep, compare, look at what is new. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { awake, faultless, launched, signsIn, visitor } from '../support/browser.ts';
import { settled, until } from '../support/control.ts';
import type { Merchant } from '../support/merchants.ts';
import { address, person } from '../support/people.ts';
import { onSale, shop, type Goods } from '../support/shopping.ts';

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
