import { gzipSync } from 'node:zlib';
import { DomUtils, parseDocument } from 'htmlparser2';
import type { Browser } from 'playwright-core';
import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { webpEncoding } from '../../shared/kernel/files/encode-webp.ts';
import * as en from '../../web/storefront/words/en.ts';
import * as zh from '../../web/storefront/words/zh.ts';
import {
  awake,
  countShifts,
  faultless,
  launched,
  shiftsOf,
  signsIn,
  visitor,
  type Visitor,
} from '../support/browser.ts';
import { sizes } from '../support/chromium.ts';
import { settled, until } from '../support/control.ts';
import { closedFeedback } from '../support/desks.ts';
import { advertised, category, listed, pictured, type Receipt } from '../support/listings.ts';
import type { Merchant } from '../support/merchants.ts';
import { noise } from '../support/noise.ts';
import { accept, scanned } from '../support/parcels.ts';
import { anyone, codeFor, key } from '../support/people.ts';
import { filled, shopPaths } from '../support/places.ts';
import { brl, buyer, fill, onSale, shop } from '../support/shopping.ts';

const words = { en, zh };
const shelf = `T${ulid().slice(-8)}`;
const room = { en: `Tea room ${shelf}`, zh: `茶室 ${shelf}` };
const pot = { en: `Clay pot ${shelf}`, zh: `陶壶 ${shelf}` };
const cup = { en: `Blue cup ${shelf}`, zh: `青瓷杯 ${shelf}` };
const size = { en: 'Size', zh: '容量' };
const names = [{ en: 'Pots of Ann', zh: '安的陶壶' }, { en: 'Cups of Bo', zh: '博的杯子' }] as const;

let browser: Browser;
let shops: readonly [Merchant, Merchant];
/** What addresses of pages name. */
let named: Readonly<Record<string, string>>;
beforeAll(async () => {
  browser = await launched();
  const { categoryId } = await category({ name: room });
  shops = [await shop({ name: names[0] }), await shop({ name: names[1] })];
  const stock = async ({ call }: Merchant, { listingId, skus }: Receipt): Promise<void> => {
    for (const { skuId } of skus) {
      const to = { listingId, skuId, available: 50, reason: 'opening' };
      await call('PUT /merchant/v1/listings/{listingId}/skus/{skuId}/stock', to);
    }
  };
  const specs = (value: string) => [{ name: size, value: { en: value, zh: value } }];
  const pots = await listed(shops[0], {
    title: pot,
    categoryId,
    images: [await pictured(shops[0], new Uint8Array((await webpEncoding())(noise(500), 90)))],
    skus: [
      { code: 'SMALL', price: brl(5890), weight: 900, specs: specs('200 ml') },
      { code: 'LARGE', price: brl(8890), weight: 1500, specs: specs('500 ml') },
    ],
  });
  await stock(shops[0], pots);
  named = {
    categoryId,
    listingId: pots.listingId,
    skuId: pots.skus[0]!.skuId,
    merchantId: shops[0].merchantId,
    orderId: 'ord_any',
    paymentId: 'pay_any',
    topic: 'terms',
    adId: await advertised(await buyer()),
  };
  await stock(
    shops[1],
    await listed(shops[1], {
      title: cup,
      categoryId,
      skus: [{ code: 'CUP', price: brl(1999), weight: 300 }],
    }),
  );
  await settled();
  await until(
    () => anyone()('GET /shop/v1/home', { locale: 'en' }),
    ({ categories }) => categories.some((one) => one.categoryId === categoryId),
  );
});
afterAll(() => browser?.close());

type Locale = keyof typeof words;

type Found = ReturnType<typeof DomUtils.getElementsByTagName>[number];

/** What is in markup, or within an element of it. */
const elementsOf = (within: string | Found) => {
  const { children } = typeof within === 'string' ? parseDocument(within) : within;
  const all = (name: string): Found[] => DomUtils.getElementsByTagName(name, children);
  return {
    one: (name: string, is: (attribs: Found['attribs']) => boolean = () => true): Found | undefined =>
      all(name).find(({ attribs }) => is(attribs)),
    hrefs: all('a').map(({ attribs }) => attribs['href'] ?? ''),
  };
};

/** The shop's own part of an order, seen from its side. */
const orderAt = async ({ call }: Merchant, orderId: string) => call('GET /merchant/v1/orders/{orderId}', { orderId });

/** Goes to the shelf from the home page, and opens what stands on it. */
const findsOnShelf = async ({ page, open }: Visitor, locale: Locale, title: string): Promise<void> => {
  await open('/');
  await page.getByRole('main').getByRole('link', { name: room[locale] }).click();
  await page.getByRole('heading', { level: 1, name: room[locale] }).waitFor();
  await page.getByRole('link', { name: title }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await awake(page);
};

describe('Given somebody who has never been here', () => {
  it.each([['zh', 'phone'], ['en', 'desktop']] as const)(
    'when they find, register, buy of two shops, pay, follow the parcel and confirm receipt in %s on a %s, then each page says how it stands, without being loaded again [CRT-07] [INT-01] [UIX-02] [UIX-06] [UIX-09] [CRT-01 part] [CRT-03 part] [ORD-04 part]',
    async (locale, screen) => {
      const w = words[locale];
      const on = await visitor(browser, { locale, size: screen });
      const { page } = on;

      // Finds something, chooses a size, sees it in a cart of their own, and is asked who they are at the till.
      await on.open('/');
      await faultless(on);
      await findsOnShelf(on, locale, pot[locale]);
      await faultless(on);
      await page.getByRole('radio', { name: '500 ml' }).check();
      await page.locator('.buy .price').getByText('88.90').waitFor();
      await page.getByRole('button', { name: w.product.add }).click();
      await page.getByRole('link', { name: w.product.toCart }).click();
      await page.locator('.till strong').getByText('88.90').waitFor();
      await page.getByText(w.guestCart.guest).waitFor();
      await faultless(on);
      await page.getByRole('link', { name: w.cart.checkout }).click();
      await page.waitForURL(/\/sign-in\?/);
      await awake(page);
      await faultless(on);

      // Registers with the code, and is back where they were.
      const login = `buyer-${ulid().toLowerCase()}@example.com`;
      await page.getByRole('link', { name: w.signIn.register }).click();
      await page.waitForURL(/\/register\?/);
      await awake(page);
      await page.fill('[name="login"]', login);
      await page.press('[name="login"]', 'Enter');
      await page.getByText(w.register.sentTo(login)).waitFor();
      await page.fill('[name="password"]', `Secret-${ulid()}a1`);
      await page.press('[name="password"]', 'Enter');
      await page.getByText(w.forms.required).waitFor();
      await page.fill('[name="code"]', await codeFor(login));
      await faultless(on);
      await page.press('[name="password"]', 'Enter');
      await page.waitForURL(/\/checkout$/);
      await awake(page);

      // What was chosen is there; fills the cart in another shop as well.
      await findsOnShelf(on, locale, cup[locale]);
      await page.getByRole('button', { name: w.product.more, exact: true }).click();
      await page.getByRole('button', { name: w.product.add }).click();
      await page.getByRole('link', { name: w.product.toCart }).click();
      await page.waitForURL(/\/cart$/);
      await page.getByRole('heading', { level: 2 }).nth(1).waitFor();
      expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual(
        names.map((name) => name[locale]),
      );
      await page.locator('.till strong').getByText('128.88').waitFor();
      await faultless(on);
      const cups = page.locator('.panel', { hasText: names[1][locale] });
      await cups.getByRole('button', { name: w.product.less }).click();
      await page.locator('.till strong').getByText('108.89').waitFor();
      await cups.getByRole('button', { name: w.product.more, exact: true }).click();
      await page.locator('.till strong').getByText('128.88').waitFor();

      // Checks out on one page: writes an address, sees what it comes to, asks the first shop for something.
      await page.getByRole('link', { name: w.cart.checkout }).click();
      await page.locator('[name="country"]').waitFor();
      await page.selectOption('[name="country"]', 'BR');
      await page.fill('[name="name"]', 'Ana');
      await page.fill('[name="phone"]', '11 99999-0000');
      await page.selectOption('[name="region"]', 'SP');
      await page.fill('[name="city"]', 'São Paulo');
      await page.fill('[name="street"]', 'Rua A 1');
      await page.fill('[name="postalCode"]', '1000');
      await page.getByRole('button', { name: w.forms.save }).click();
      await page.locator('#address-postalCode-fault').waitFor();
      await faultless(on);
      await page.fill('[name="postalCode"]', '01000-000');
      await page.getByRole('button', { name: w.forms.save }).click();
      // 88.90 and 15.00 of freight, 39.98 and 12.50.
      await page.locator('.till strong').getByText('156.38').waitFor();
      await page.getByRole('radio', { name: w.methods.card }).check();
      await page.getByLabel(w.checkout.note).first().fill('Wrap it well');
      await faultless(on);
      await page.getByRole('button', { name: w.checkout.place }).click();

      // Pays at the provider's, and comes back.
      await page.getByRole('button', { name: 'Pay' }).click();
      await page.waitForURL(new RegExp(`/${locale}/pay/`));
      await page.getByRole('heading', { name: w.payment.captured.title }).waitFor();
      await faultless(on);
      await page.getByRole('link', { name: w.payment.order(1, 2) }).click();
      await page.waitForURL(/\/orders\/ord_/);
      await page.getByText('Wrap it well').waitFor();
      await faultless(on);
      const orderId = page.url().split('/').at(-1)!;
      expect((await orderAt(shops[0], orderId)).note).toBe('Wrap it well');

      // The shop's steps show by themselves.
      await page.evaluate('window.sameDocument = true');
      const { waybill } = await accept(shops[0], orderId);
      await page.getByRole('heading', { name: w.orders.states['awaiting-shipment'] }).waitFor();
      await scanned('swift', waybill!, 'picked-up', 'in-transit', 'out-for-delivery', 'delivered');
      await page.getByRole('heading', { name: w.orders.states.delivered }).waitFor();
      await page.getByText(w.orders.scans['out-for-delivery']).waitFor();
      await faultless(on);
      await page.getByRole('button', { name: w.orders.receipt }).click();
      await faultless(on);
      await page.getByRole('button', { name: w.orders.sure.receipt.yes }).click();
      await page.getByRole('heading', { name: w.orders.states.completed }).waitFor();
      const events = [
        'order-placed',
        'order-paid',
        'order-accepted',
        'order-shipped',
        'order-delivered',
        'order-completed',
      ] as const;
      const history = page.locator('.panel', { hasText: w.orders.history }).getByRole('listitem');
      const told = (await history.allTextContents()).toReversed();
      expect(told.map((line, i) => line.startsWith(w.orders.events[events[i]!]))).toEqual(events.map(() => true));
      expect(await page.evaluate('window.sameDocument')).toBe(true);
      await faultless(on);

      // The other order can still be changed, after a look at what it comes to, and called off.
      await on.open('/orders');
      await faultless(on);
      await page.getByRole('link', { name: w.orders.states['awaiting-acceptance'] }).click();
      await page.getByRole('button', { name: w.orders.change.open }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(cup[locale]).fill('1');
      await dialog.getByRole('button', { name: w.orders.change.look }).click();
      await dialog.getByText(/19[.,]99/).first().waitFor();
      await faultless(on);
      await dialog.getByRole('button', { name: w.orders.change.yes }).click();
      await dialog.waitFor({ state: 'hidden' });
      await page.locator('main').getByText('32.49').first().waitFor();
      await page.getByRole('button', { name: w.orders.cancel }).click();
      await page.getByRole('button', { name: w.orders.sure.cancel.yes }).click();
      await page.getByRole('heading', { name: w.orders.states.cancelled }).waitFor();
      await faultless(on);

      // All of it is in the personal centre.
      await page.getByRole('link', { name: w.visitor.account }).click();
      await page.getByRole('heading', { name: w.account.lastOrders }).waitFor();
      await page.getByText(login).waitFor();
      await faultless(on);
      await on.close();
    },
  );
});

describe('Given somebody who has a cart, and chooses more of it before signing in', () => {
  it('when they sign in, then the quantities are added up to what there is, and the cart says what changed [CRT-07]', async () => {
    const [one, rare] = [await buyer(), await onSale(shops[1], { price: 4990, stock: 3 })];
    await fill(one, [rare, 1]);
    await settled();
    const on = await visitor(browser, { locale: 'en', size: 'phone' });
    const { page } = on;
    await on.open(`/p/${rare.listingId}`);
    await page.getByLabel(en.product.quantity).fill('5');
    await page.getByRole('button', { name: en.product.add }).click();
    await page.getByText(en.product.added).waitFor();
    await on.open('/cart');
    await page.locator('.till strong').getByText('249.50').waitFor();
    await page.getByRole('link', { name: en.cart.checkout }).click();
    await page.waitForURL(/\/sign-in\?/);
    await awake(page);
    await signsIn(on, one, /\/cart$/);
    await page.getByText(en.guestCart.outcomes.fewer(2, 5)).waitFor();
    await page.locator('.till strong').getByText('149.70').waitFor();
    await faultless(on);
    expect((await one.call('GET /shop/v1/cart', {})).shops[0]!.lines).toMatchObject([{ quantity: 3 }]);
    // It is said once, and joined once.
    await on.open('/cart');
    await page.locator('.till strong').getByText('149.70').waitFor();
    expect(await page.getByText(en.guestCart.joined).count()).toBe(0);
    await on.close();
  });
});

describe('Given somebody who uses no mouse', () => {
  it('when they buy, pay and confirm receipt in English by the keyboard alone, then every step can be reached and seen [UIX-04]', async () => {
    const one = await buyer();
    const on = await visitor(browser, { locale: 'en', size: 'desktop' });
    const { page } = on;
    const { keyboard } = page;
    const focused = `(() => {
      const at = document.activeElement;
      if (!at.matches('a, button, input, select, textarea')) return '';
      return [at.getAttribute('aria-label'), at.labels?.[0]?.textContent, at.textContent].filter(Boolean).join(' ').trim();
    })()`;
    /** Goes on from one thing to the next until it is the one. */
    const reach = async (name: string | RegExp): Promise<void> => {
      const passed: string[] = [];
      for (let i = 0; i < 150; i++) {
        await keyboard.press('Tab');
        const here = String(await page.evaluate(focused));
        if (typeof name === 'string' ? here.includes(name) : name.test(here)) return;
        passed.push(here);
      }
      throw new Error(`No way to ${String(name)}; passed ${passed.join(' | ')}`);
    };
    const enter = async (name: string | RegExp): Promise<void> => {
      await reach(name);
      await keyboard.press('Enter');
    };

    await on.open('/sign-in');
    await reach(en.signIn.login);
    await keyboard.type(one.login);
    await reach(en.signIn.password);
    await keyboard.type(one.password);
    await keyboard.press('Enter');
    await page.waitForURL(/\/account$/);

    await on.open('/');
    await enter(room.en);
    await page.waitForURL(/\/c\//);
    await enter(pot.en);
    await page.waitForURL(/\/p\//);
    await awake(page);
    await reach('200 ml');
    await keyboard.press('ArrowDown');
    await page.locator('.buy .price').getByText('88.90').waitFor();
    await enter(en.product.add);
    await page.getByText(en.product.added).waitFor();
    await enter(en.product.toCart);
    await page.waitForURL(/\/cart$/);
    await page.locator('.till strong').getByText('88.90').waitFor();
    await enter(en.cart.checkout);
    await page.waitForURL(/\/checkout$/);
    await page.locator('.till strong').getByText('103.90').waitFor();
    await enter(en.checkout.place);
    await page.waitForURL((url) => url.origin !== inject('cloud').api);
    await enter(/^Pay$/);
    await page.getByRole('heading', { name: en.payment.captured.title }).waitFor();
    await enter(en.payment.order(1, 1));
    await page.waitForURL(/\/orders\/ord_/);
    const orderId = page.url().split('/').at(-1)!;
    const { waybill } = await accept(shops[0], orderId);
    await scanned('swift', waybill!, 'picked-up', 'delivered');
    await page.getByRole('heading', { name: en.orders.states.delivered }).waitFor();
    await enter(en.orders.receipt);
    await enter(en.orders.sure.receipt.yes);
    await page.getByRole('heading', { name: en.orders.states.completed }).waitFor();
    await faultless(on);
    await on.close();
  });
});

describe('Given somebody who has kept what they paid by', () => {
  const keeping = async () => {
    const one = await buyer();
    const item = { skuId: named['skuId']!, quantity: 1 };
    const { total } = await one.call('POST /shop/v1/checkout/preview', { item });
    const first = { item, paymentMethod: 'card', paymentToken: 'tok_visa', keepMeans: true, expectedTotal: total };
    await one.call('POST /shop/v1/orders', { ...first, paymentMethod: 'card' }, key());
    await settled();
    return one;
  };

  it('when they buy again, then they choose nothing, type nothing, and have paid with one click at the checkout [PAY-12]', async () => {
    const one = await keeping();
    const on = await visitor(browser, { locale: 'en', size: 'phone' });
    const { page } = on;
    await on.signIn(one);
    await on.open(`/p/${named['listingId']!}`);
    await page.getByRole('button', { name: en.product.add }).click();
    await page.getByRole('link', { name: en.product.toCart }).click();
    await page.getByRole('link', { name: en.cart.checkout }).click();
    const card = page.getByRole('radio', { name: en.checkout.kept('visa', '4242') });
    await card.waitFor();
    expect(await card.isChecked()).toBe(true);
    await faultless(on);
    await page.getByRole('button', { name: en.checkout.place }).click();
    await page.getByRole('heading', { name: en.payment.captured.title }).waitFor();
    expect(new URL(page.url()).origin).toBe(inject('cloud').api);
    await page.goto(`${inject('cloud').api}/en/p/${named['listingId']!}`);
    await awake(page);
    await page.getByRole('button', { name: en.product.add }).click();
    await page.getByText(en.product.added).waitFor();
    await on.open('/checkout');
    await page.getByRole('button', { name: en.checkout.forget }).click();
    await card.waitFor({ state: 'detached' });
    expect((await one.call('GET /shop/v1/payment-means', {})).items).toEqual([]);
    await on.close();
  });

  it('when a product, the cart and the checkout come bit by bit, then nothing that is in sight is pushed about, whoever looks', async () => {
    const one = await keeping();
    await one.call('POST /shop/v1/cart/lines', { skuId: named['skuId']!, quantity: 1 }, key());
    const on = await visitor(browser, { locale: 'zh', size: 'phone' });
    await countShifts(on.page);
    const product = async (): Promise<void> => {
      await on.open(`/p/${named['listingId']!}`);
      await on.still();
      expect(await shiftsOf(on.page)).toBeLessThanOrEqual(0.02);
    };
    await product();
    await on.page.getByText(zh.buyNow.beforePaying).waitFor();
    await on.signIn(one);
    await product();
    await on.page.getByText(/立即购买：/).waitFor();
    expect(await shiftsOf(on.page)).toBeLessThanOrEqual(0.02);
    for (const path of ['/cart', '/checkout', '/orders']) {
      await on.open(path);
      await on.still();
      expect(await on.page.locator('main .panel').count(), path).toBeGreaterThan(0);
      expect(await shiftsOf(on.page), path).toBeLessThanOrEqual(0.02);
    }
    await on.close();
  });

  it('when they click "buy now" twice on the page of a product, then they see address, means and total beside it, and have paid for one order [CRT-06]', async () => {
    const one = await keeping();
    const on = await visitor(browser, { locale: 'zh', size: 'phone' });
    const { page } = on;
    await on.signIn(one);
    await on.open(`/p/${named['listingId']!}`);
    await page.getByText(/立即购买：.*São Paulo.*visa ···· 4242/).waitFor();
    await faultless(on);
    await page.getByRole('button', { name: zh.buyNow.button, exact: true }).dblclick();
    await page.getByRole('heading', { name: zh.payment.captured.title }).waitFor();
    await faultless(on);
    const { items } = await one.call('GET /shop/v1/orders', {});
    expect(items.map(({ state }) => state)).toEqual(['awaiting-acceptance', 'awaiting-acceptance']);
    await on.close();
  });

  it('when their session has ended, then a product can still be looked at, and "buy now" leads to the checkout by way of signing in', async () => {
    const one = await buyer();
    const on = await visitor(browser, { locale: 'en', size: 'desktop' });
    const { page } = on;
    await on.signIn(one);
    await on.context.clearCookies();
    await on.open(`/p/${named['listingId']!}`);
    await page.getByText(en.product.freightLater).waitFor();
    await page.getByRole('button', { name: en.buyNow.button, exact: true }).click();
    await signsIn(on, one, /\/en\/checkout$/);
    await page.getByText('São Paulo').first().waitFor();
    await page.getByRole('button', { name: en.checkout.place }).waitFor();
    await on.close();
  });
});

describe('Given somebody on any page', () => {
  it('when they want to go on, then the market, its categories, a search and the way that led here are there, in both languages [UIX-10]', async () => {
    const paths = (await shopPaths()).map((path) => filled(path, named));
    for (const locale of ['zh', 'en'] as const) {
      for (const path of [...paths, '/nowhere']) {
        const answer = await fetch(`${inject('cloud').api}/${locale}${path}`);
        const all = elementsOf(await answer.text());
        const where = `/${locale}${path}`;
        const leads = (from: Found | undefined): string[] => from ? elementsOf(from).hrefs : [];
        expect(leads(all.one('header')), where).toContain(`/${locale}`);
        const menu = all.one('nav', ({ 'aria-label': label }) => label === words[locale].shell.categories);
        expect(leads(menu).some((href) => href.startsWith(`/${locale}/c/`)), where).toBe(true);
        const search = all.one('form', ({ role }) => role === 'search');
        expect(search?.attribs['action'], where).toBe(`/${locale}/search`);
        expect(elementsOf(search!).one('input', ({ type }) => type === 'search'), where).toBeDefined();
        if (!/^\/[cp]\//.test(path)) continue;
        const trail = all.one('nav', ({ 'aria-label': label }) => label === words[locale].category.path);
        expect(leads(trail)[0], where).toBe(`/${locale}`);
        if (path.startsWith('/p/')) expect(leads(trail)[1], where).toContain(named['categoryId']);
      }
    }
  });
});

describe('Given a slow line', () => {
  it('when pages are looked at on a phone, then the largest picture is at most 60 kB, and what is further down waits [UIX-07]', async () => {
    const on = await visitor(browser, { locale: 'en', size: 'phone' });
    const { page } = on;
    const screen = { ...sizes.phone, deviceScaleFactor: 3, mobile: true };
    await (await on.context.newCDPSession(page)).send('Emulation.setDeviceMetricsOverride', screen);
    await page.addInitScript(
      'window.largest = ""; new PerformanceObserver((list) => { window.largest = list.getEntries().at(-1).url; }).observe({ type: "largest-contentful-paint", buffered: true });',
    );
    const found = new Map<string, string>();
    for (const path of await shopPaths()) {
      await on.open(filled(path, named));
      await on.still();
      const largest = String(await page.evaluate('window.largest'));
      if (largest) found.set(path, largest);
      const early = await page.evaluate(
        '[...document.images].filter((one) => one.loading !== "lazy" && one.getBoundingClientRect().top > 2 * innerHeight).length',
      );
      expect(early, path).toBe(0);
    }
    // Of noise, the hardest to compress: the shop's own picture is what is largest where its goods are.
    expect([...found.keys()]).toEqual(
      expect.arrayContaining(['/p/{slug}-{listingId}', '/c/{slug}-{categoryId}', '/s/{slug}-{merchantId}']),
    );
    for (const [path, url] of found) {
      const picture = await fetch(url);
      expect([path, picture.headers.get('content-type')]).toEqual([path, 'image/webp']);
      expect((await picture.arrayBuffer()).byteLength, path).toBeLessThanOrEqual(60_000);
    }
    await on.close();
  });

  it.each(['zh', 'en'])(
    'when a page comes in %s, then its markup is at most 15 kB as it travels, whichever page it is',
    async (locale) => {
      for (const path of await shopPaths()) {
        const answer = await fetch(`${inject('cloud').api}/${locale}${filled(path, named)}`);
        expect(answer.status, path).toBe(200);
        expect(gzipSync(await answer.text()).length, path).toBeLessThanOrEqual(15_000);
      }
    },
  );
});

describe('Given somebody who has something to say about a page', () => {
  it('when they are on any page, also on one that is not there, then they can say it there, and support reads of which [UIX-11]', async () => {
    const paths = [...(await shopPaths()).map((path) => filled(path, named)), '/nowhere'];
    for (const path of paths.flatMap((one) => [`/zh${one}`, `/en${one}`])) {
      const page = await (await fetch(inject('cloud').api + path)).text();
      expect(page, path).toContain('data-island="feedback"');
    }
    const on = await visitor(browser, { locale: 'en', size: 'phone' });
    await on.page.goto(`${inject('cloud').api}/en/nowhere`);
    await awake(on.page);
    on.complaints();
    await on.page.getByRole('button', { name: en.feedback.open }).click();
    await on.page.getByLabel(en.feedback.text).fill(`Where is ${shelf}?`);
    await faultless(on);
    await on.page.getByRole('button', { name: en.feedback.send }).click();
    await on.page.getByText(en.feedback.thanks).waitFor();
    expect(await closedFeedback(`Where is ${shelf}?`)).toMatchObject({ page: '/en/nowhere' });
    await on.close();
  });
});
