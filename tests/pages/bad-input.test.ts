import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import * as en from '../../web/storefront/words/en.ts';
import * as zh from '../../web/storefront/words/zh.ts';
import { awake, faultless, launched, signedIn, signsIn, visitor, type Visitor } from '../support/browser.ts';
import { settled } from '../support/control.ts';
import { closedFeedback } from '../support/desks.ts';
import type { Merchant } from '../support/merchants.ts';
import { paymentOf } from '../support/payments.ts';
import { buyer, fill, onSale, place, shop, theCategory, type Buyer, type Goods } from '../support/shopping.ts';

let browser: Browser;
let seller: Merchant;
let pot: Goods;
let cup: Goods;
beforeAll(async () => {
  browser = await launched();
  seller = await shop();
  pot = await onSale(seller, { stock: 100 });
  cup = await onSale(seller, { price: 1999, weight: 300, stock: 100 });
});
afterAll(() => browser?.close());

const script = '<img src=x onerror=document.title="taken"><script>alert(1)</script>';
const placeIt = en.checkout.place;

/** Somebody who is signed in, with a pot in the cart: R$ 73.90 with freight. */
const shopper = async (): Promise<{ one: Buyer; on: Visitor }> => {
  const one = await buyer();
  await fill(one, [pot, 1]);
  const on = await visitor(browser, { locale: 'en', size: 'phone' });
  await signedIn(on, one);
  return { one, on };
};

/** The checkout, once it says what it comes to. */
const atCheckout = async (on: Visitor, query = ''): Promise<void> => {
  await on.open(`/checkout${query}`);
  await on.page.locator('.till strong').getByText('73.90').waitFor();
};

const ordersOf = async ({ call }: Buyer) => (await call('GET /shop/v1/orders', {})).items;

/** Waits until the provider's page is there. */
const isPaying = (on: Visitor): Promise<void> => on.page.waitForURL((url) => url.origin !== inject('cloud').api);

describe('Given somebody who writes markup wherever something can be written', () => {
  it('when it is a name, a note for a shop or feedback, then it is shown as it was typed, and does nothing', async () => {
    const { one, on } = await shopper();
    const { page } = on;
    await on.open('/account/profile');
    await page.fill('[name="name"]', script);
    await page.getByRole('button', { name: en.forms.save }).click();
    await page.getByText(en.forms.saved).waitFor();
    await on.open('/account');
    await page.getByText(script).first().waitFor();

    await atCheckout(on);
    await page.getByLabel(en.checkout.note).fill(script);
    await page.getByRole('button', { name: placeIt }).click();
    await isPaying(on);
    const [order] = await ordersOf(one);
    await on.open(`/orders/${order!.id}`);
    await page.getByText(script).waitFor();
    expect((await seller.call('GET /merchant/v1/orders/{orderId}', { orderId: order!.id })).note).toBe(script);

    await page.getByRole('button', { name: en.feedback.open }).click();
    await page.getByLabel(en.feedback.text).fill(script);
    await page.getByRole('button', { name: en.feedback.send }).click();
    await page.getByText(en.feedback.thanks).waitFor();
    expect(await closedFeedback(script)).toMatchObject({ text: script });
    expect(await page.title()).not.toContain('taken');
    expect(await page.locator('main img[src="x"]').count()).toBe(0);
    expect(on.complaints()).toEqual([]);
    await on.close();
  });
});

describe('Given somebody who writes into the address bar', () => {
  it('when it is a price, then nothing costs another', async () => {
    const { one, on } = await shopper();
    await on.open(`/p/${pot.listingId}?price=1&amount=1`);
    await on.page.locator('.buy .price').getByText('58.90').waitFor();
    await atCheckout(on, '?total=1&expectedTotal=1&payable=0');
    await on.page.getByRole('button', { name: placeIt }).click();
    await isPaying(on);
    expect((await ordersOf(one)).map(({ payable }) => payable)).toEqual([{ amount: 7390, currency: 'BRL' }]);
    await on.close();
  });

  it.each([['en', en], ['zh', zh]] as const)(
    'when it is a cursor of another list or none at all, then in %s the page says so, and leads on',
    async (locale, w) => {
      const one = await buyer();
      for (let i = 0; i < 2; i++) {
        await fill(one, [pot, 1]);
        await place(one);
      }
      const { cursor } = await one.call('GET /shop/v1/orders', { limit: 1 });
      const on = await visitor(browser, { locale, size: 'phone' });
      for (const strange of [cursor!, 'none', '%00', "' OR 1=1"]) {
        await on.open(`/c/${await theCategory()}?cursor=${encodeURIComponent(strange)}`);
        await on.page.getByRole('heading', { level: 1, name: w.refused.missing.title }).waitFor();
        await on.page.getByRole('main').getByRole('link', { name: w.steps.home }).waitFor();
        await faultless(on);
      }
      await on.close();
    },
  );
});

describe('Given a buyer at the checkout', () => {
  it('when their session ends, then they sign in again and come back to what they had chosen and typed', async () => {
    const { one, on } = await shopper();
    const { page, context } = on;
    await atCheckout(on);
    await page.getByRole('radio', { name: en.methods.wallet }).check();
    await page.getByLabel(en.checkout.note).fill('Wrap it well');
    await page.getByRole('button', { name: en.checkout.addAddress }).click();
    await page.fill('[name="street"]', 'Rua B 2');
    const ended = { status: 401, code: 'unauthenticated', title: 'Sign in first' };
    await page.route(
      '**/shop/v1/addresses',
      async (route) =>
        route.request().method() === 'POST' ? route.fulfill({ status: 401, json: ended }) : route.fallback(),
    );
    await context.clearCookies();
    await page.fill('[name="name"]', 'Ana');
    await page.selectOption('[name="country"]', 'BR');
    await page.selectOption('[name="region"]', 'SP');
    await page.fill('[name="city"]', 'São Paulo');
    await page.fill('[name="phone"]', '11 99999-0000');
    await page.fill('[name="postalCode"]', '01000-000');
    await page.getByRole('button', { name: en.forms.save }).click();
    await page.waitForURL(/\/sign-in\?/);
    await awake(page);
    await page.unrouteAll();
    await signsIn(on, one, /\/checkout$/);
    await page.locator('[name="street"]').waitFor();
    expect(await page.locator('[name="street"]').inputValue()).toBe('Rua B 2');
    await page.getByRole('button', { name: en.forms.save }).click();
    await page.getByRole('radio', { name: 'Rua B 2' }).waitFor();
    expect(await page.getByRole('radio', { name: 'Rua B 2' }).isChecked()).toBe(true);
    await page.getByLabel(en.checkout.note).waitFor();
    expect(await page.getByLabel(en.checkout.note).inputValue()).toBe('Wrap it well');
    expect(await page.getByRole('radio', { name: en.methods.wallet }).isChecked()).toBe(true);
    await page.getByRole('button', { name: placeIt }).click();
    await isPaying(on);
    const [order] = await ordersOf(one);
    const { address, note } = await one.call('GET /shop/v1/orders/{orderId}', { orderId: order!.id });
    expect([address.street, note]).toEqual(['Rua B 2', 'Wrap it well']);
    await on.close();
  });

  it('when another tab has changed the cart, then they see the new total before they pay, and the other tab that it is done', async () => {
    const { one, on } = await shopper();
    const { page, context } = on;
    await atCheckout(on);
    const other = await context.newPage();
    await other.goto(`${inject('cloud').api}/en/p/${cup.listingId}`);
    await awake(other);
    await other.getByRole('button', { name: en.product.add }).click();
    await other.getByText(en.product.added).waitFor();
    await other.goto(`${inject('cloud').api}/en/checkout`);
    // Both travel in one parcel of 1.85 kg.
    await other.locator('.till strong').getByText('93.89').waitFor();
    await page.getByRole('button', { name: placeIt }).click();
    await page.locator('.till').getByRole('alert').waitFor();
    await page.locator('.till strong').getByText('93.89').waitFor();
    expect(await ordersOf(one)).toEqual([]);
    await page.getByRole('button', { name: placeIt }).click();
    await isPaying(on);
    await other.getByRole('button', { name: placeIt }).click();
    await other.getByRole('heading', { name: en.cart.empty }).waitFor();
    expect((await ordersOf(one)).map(({ payable }) => payable.amount)).toEqual([9389]);
    await on.close();
  });

  it('when they click twice, here and at the provider, and go back after paying, then they have ordered and paid once', async () => {
    const { one, on } = await shopper();
    const { page } = on;
    await on.open('/cart');
    await page.getByRole('link', { name: en.cart.checkout }).click();
    await page.locator('.till strong').getByText('73.90').waitFor();
    await page.getByRole('button', { name: placeIt }).dblclick();
    await isPaying(on);
    await page.getByRole('button', { name: 'Pay' }).dblclick();
    await page.getByRole('heading', { name: en.payment.captured.title }).waitFor();
    const paymentId = page.url().split('/').at(-1)!;
    for (let steps = 0; steps < 4 && !page.url().endsWith('/cart'); steps++) await page.goBack();
    await page.getByRole('heading', { name: en.cart.empty }).waitFor();
    await on.open('/checkout');
    await page.getByRole('heading', { name: en.cart.empty }).waitFor();
    expect(await ordersOf(one)).toHaveLength(1);
    await settled();
    expect((await paymentOf(one, paymentId)).received).toMatchObject([{ outcome: 'paid' }]);
    await on.close();
  });

  it('when the answer is lost on its way, then they are told, and sending it again orders nothing twice', async () => {
    const { one, on } = await shopper();
    const { page } = on;
    await atCheckout(on);
    const keys: (string | undefined)[] = [];
    await page.route('**/shop/v1/orders', async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      if (keys.length > 1) return route.fallback();
      await route.fetch();
      await route.abort('connectionreset');
    });
    await page.getByRole('button', { name: placeIt }).click();
    await page.getByText(en.forms.unheard).waitFor();
    expect(await ordersOf(one)).toHaveLength(1);
    await page.getByRole('button', { name: placeIt }).click();
    await isPaying(on);
    expect(keys).toHaveLength(2);
    expect(keys[1]).toBe(keys[0]);
    expect(await ordersOf(one)).toHaveLength(1);
    await on.close();
  });

  it('when they are offline, and then on a slow line, then they are told, nothing is lost, and one click is one order', async () => {
    const { one, on } = await shopper();
    const { page, context } = on;
    await atCheckout(on);
    await page.getByLabel(en.checkout.note).fill('Wrap it well');
    await context.setOffline(true);
    await page.getByRole('button', { name: placeIt }).click();
    await page.getByText(en.forms.offline).waitFor();
    expect(await page.getByLabel(en.checkout.note).inputValue()).toBe('Wrap it well');
    await context.setOffline(false);
    let sent = 0;
    let go = (): void => undefined;
    const answered = new Promise<void>((resolve) => (go = resolve));
    await page.route('**/shop/v1/orders', async (route) => {
      sent += 1;
      await answered;
      await route.fallback();
    });
    await page.getByRole('button', { name: placeIt }).click();
    const waiting = page.locator('.till').getByRole('button', { name: en.forms.wait });
    await waiting.waitFor();
    expect(await waiting.isDisabled()).toBe(true);
    await waiting.click({ force: true });
    go();
    await isPaying(on);
    expect(sent).toBe(1);
    const orders = await ordersOf(one);
    expect(orders).toHaveLength(1);
    expect((await one.call('GET /shop/v1/orders/{orderId}', { orderId: orders[0]!.id })).note).toBe('Wrap it well');
    await on.close();
  });
});
