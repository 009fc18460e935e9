/** Somebody searches in the shop, with a browser and without its scripts. */
import type { Browser } from 'playwright-core';
import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import * as en from '../../web/storefront/words/en.ts';
import * as zh from '../../web/storefront/words/zh.ts';
import { awake, faultless, launched, signedIn, visitor } from '../support/browser.ts';
import { settled, until } from '../support/control.ts';
import { category, listed, stocked } from '../support/listings.ts';
import { address, anyone, person } from '../support/people.ts';
import { shop } from '../support/shopping.ts';

const words = { en, zh };
/** A word of letters that no other test's goods have. */
const mark = `m${ulid().slice(-7).toLowerCase().replace(/\d/g, 'x')}`;
const pot = { en: `Celadon ${mark} teapot`, zh: `青瓷 ${mark} 茶壶` };
const cup = { en: `Celadon ${mark} cup`, zh: `青瓷 ${mark} 茶杯` };
const material = { en: 'Material', zh: '材质' };
const celadon = { en: 'Celadon', zh: '青瓷' };

let browser: Browser;
beforeAll(async () => {
  browser = await launched();
  const { categoryId } = await category({
    name: { en: `Shelf ${mark}`, zh: `货架 ${mark}` },
    attributes: [{
      key: 'material',
      name: material,
      type: 'choice',
      required: false,
      options: [{ value: 'celadon', name: celadon }],
    }],
  });
  const seller = await shop();
  const pots = await listed(seller, { title: pot, categoryId, attributes: { material: 'celadon' } });
  await stocked(seller, pots, 5);
  await listed(seller, { title: cup, categoryId });
  await settled();
  await until(() => anyone()('GET /shop/v1/search', { q: mark }), ({ count }) => count === 2);
});
afterAll(() => browser?.close());

/** A page as it is before any script has run. */
const written = async (path: string): Promise<string> => {
  const answer = await fetch(`${inject('cloud').api}${path}`, { headers: address() });
  expect(answer.status).toBe(200);
  return answer.text();
};

describe('Given somebody who looks for something', () => {
  it.each([['zh', 'phone'], ['en', 'desktop']] as const)(
    'when he types it in %s on a %s, then he is helped on, finds it, and narrows it [SRC-01] [SRC-05]',
    async (locale, size) => {
      const on = await visitor(browser, { locale, size });
      const w = words[locale];
      await on.open('/');
      const field = on.page.getByRole('search').getByRole('combobox');
      await field.pressSequentially(mark.slice(0, 5));
      await on.page.locator(`#suggestions option[value="${mark}"]`).waitFor({ state: 'attached' });
      await field.fill(mark);
      await field.press('Enter');
      await on.page.getByRole('heading', { level: 1, name: w.search.title(mark) }).waitFor();
      await awake(on.page);
      expect(await on.page.locator('.results .card').count()).toBe(2);
      await faultless(on);
      await on.page.getByText(material[locale], { exact: true }).click();
      await on.page.getByRole('link', { name: celadon[locale] }).first().click();
      await on.page.waitForURL(/attributes=material/);
      await awake(on.page);
      expect(await on.page.locator('.results .card').count()).toBe(1);
      const noted = on.page.waitForRequest(/opened-results$/);
      await on.page.getByRole('main').getByRole('link', { name: pot[locale] }).click();
      expect((await noted).postDataJSON()).toMatchObject({ q: mark, position: 1, locale });
      await on.page.getByRole('heading', { level: 1, name: pot[locale] }).waitFor();
      await on.context.close();
    },
  );

  it('when his browser runs no script, then search, facets, orders and pages are addresses', async () => {
    const page = await written(`/en/search?q=${mark}&limit=1`);
    expect(page).toContain('<meta name="robots" content="noindex"');
    expect(page).toContain('action="/en/search"');
    const to = (text: string): string[] =>
      [...page.matchAll(/<a[^>]*href="(\?[^"]*)"[^>]*>/g)].map(([, href]) => href!.replaceAll('&amp;', '&')).filter((
        href,
      ) => href.includes(text));
    expect(to('sort=price-up')).toHaveLength(1);
    const [next] = to('cursor=');
    const second = await written(`/en/search${next!}`);
    const titles = [page, second].map((html) => /class="card-title">([^<]*)</.exec(html)?.[1]);
    expect(titles.toSorted()).toEqual([cup.en, pot.en].toSorted());
    expect(await written(`/en/search${to('material%3Aceladon')[0]!}`)).toContain(pot.en);
  });

  it('when he is known, then what is like his favourites moves up, until he turns that off in his account', async () => {
    const on = await visitor(browser, { locale: 'zh', size: 'phone' });
    const one = await person('fond');
    const { items } = await anyone()('GET /shop/v1/search', { q: mark, locale: 'zh' });
    const [first, last] = items;
    await one.call('PUT /shop/v1/favourites/{listingId}', { listingId: last!.listingId });
    await until(() => one.call('GET /shop/v1/search/mine', { q: mark }), ({ personal }) => personal);
    await signedIn(on, one);
    const top = on.page.locator('.results .card-title').first();
    await on.open(`/search?q=${mark}`);
    await on.page.getByText(zh.search.mine).waitFor();
    // Two cards that match as well: what he likes is above.
    expect([first!.title, last!.title]).toContain(await top.textContent());
    await faultless(on);
    await on.page.getByRole('link', { name: zh.search.mineOff }).click();
    const box = on.page.locator('[name="habits"]');
    await box.waitFor();
    expect(await box.isChecked()).toBe(true);
    await faultless(on);
    await box.uncheck();
    await on.page.getByText(zh.habits.isOff).waitFor();
    await on.open(`/search?q=${mark}`);
    await awake(on.page);
    expect(await top.textContent()).toBe(first!.title);
    expect(await on.page.getByText(zh.search.mine).count()).toBe(0);
    await on.context.close();
  });

  it('when he types pinyin, then Chinese goods are suggested and found', async () => {
    const on = await visitor(browser, { locale: 'zh', size: 'desktop' });
    await on.open('/');
    const field = on.page.getByRole('search').getByRole('combobox');
    await field.pressSequentially('qingci');
    await on.page.locator('#suggestions option[value^="青瓷"]').first().waitFor({ state: 'attached' });
    await on.open('/search?q=qingci');
    await on.page.locator('.results .card').first().waitFor();
    await faultless(on);
    await on.context.close();
  });

  it('when nothing is found, then he is shown what else there is', async () => {
    const page = await written('/zh/search?q=qxqxqxqx');
    expect(page).toContain(zh.search.nothing('qxqxqxqx'));
    expect(page).toContain('class="card-title"');
    expect(await written('/en/search')).toContain(en.search.empty);
  });
});
