/** What is made to order, from its page to the workshop and back. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awake, faultless, launched, signedIn, visitor } from '../support/browser.ts';
import { atConsole, consoleWords } from '../support/consoles.ts';
import { settled, until } from '../support/control.ts';
import { listed, ring, stocked, type Receipt } from '../support/listings.ts';
import type { Merchant } from '../support/merchants.ts';
import { key } from '../support/people.ts';
import { buyer, place, shop } from '../support/shopping.ts';

let browser: Browser;
let seller: Merchant;
let receipt: Receipt;
beforeAll(async () => {
  browser = await launched();
  seller = await shop();
  receipt = await listed(seller, {
    title: { en: 'Ring', zh: '戒指' },
    madeToOrder: ring,
  });
  await stocked(seller, receipt, 9);
  await settled();
});
afterAll(() => browser?.close());

describe('Given goods that are made to order', () => {
  it('when a buyer has decided how, then cart, order and workshop show it, and the buyer sees each step [CAT-20] [ORD-12]', async () => {
    const ann = await buyer();
    const on = await visitor(browser, { locale: 'en', size: 'phone' });
    await signedIn(on, ann);
    await on.open(`/p/${receipt.listingId}`);
    await awake(on.page);
    const { page } = on;
    await page.getByText('Leaves the shop within 17 days').waitFor();
    await page.getByText('Made for you, in 14 days').waitFor();
    await page.getByLabel('Engraving').fill('Ann');
    await page.getByLabel('Metal').selectOption('GOLD');
    await until(() => page.locator('.buy .price').textContent(), (said) => said?.includes('31.10') === true);
    await page.getByLabel('Motif').setInputFiles('tests/fixtures/pictures/alpha.png');
    await page.getByText('It has arrived.').waitFor();
    await faultless(on);
    await page.locator('.buy-row .button').first().click();
    await page.locator('.said a').waitFor();
    await on.open('/cart');
    await page.locator('.chosen').waitFor();
    const chosen = await page.locator('.chosen').innerText();
    for (const part of ['Engraving: Ann', 'Metal: Gold', '11.11', 'Motif: your picture']) {
      expect(chosen).toContain(part);
    }
    await faultless(on);
    await on.open('/checkout');
    await page.locator('.chosen').waitFor();
    await faultless(on);

    const { orders: [placed] } = await place(ann, 'tok_visa');
    const { orderId } = placed!;
    await settled();
    await seller.call('POST /merchant/v1/orders/{orderId}/accept', { orderId }, key());
    await settled();
    const say = consoleWords('en');
    const move = say.command('POST /merchant/v1/orders/{orderId}/lines/{lineId}/production');
    const workshop = await atConsole(
      browser,
      { locale: 'en', size: 'desktop' },
      seller,
      'merchant/ordering/production',
    );
    await workshop.page.getByText(say.choice('planned')).first().waitFor();
    await workshop.faultless();
    await workshop.go(`merchant/ordering/order/${orderId}`);
    await workshop.page.getByText('Ann', { exact: true }).first().waitFor();
    await workshop.faultless();
    await workshop.button(move).click();
    await workshop.confirm(say.kit.confirm);
    await workshop.close();

    await on.open(`/orders/${orderId}`);
    await page.getByText('it has its place in the workshop').waitFor();
    await faultless(on);
    await on.close();
  });

  it('when its shop edits it, then the options are there to be written on [CAT-20 part]', async () => {
    const say = consoleWords('en');
    const at = await atConsole(
      browser,
      { locale: 'en', size: 'desktop' },
      seller,
      `merchant/catalogue/edit-listing/${receipt.listingId}`,
    );
    const days = at.page.getByLabel(say.field('productionDays'));
    await days.waitFor();
    expect(await days.inputValue()).toBe('14');
    await days.fill('21');
    await at.faultless();
    await at.button('Save').click();
    const revised = await until(
      () => seller.call('GET /merchant/v1/listings/{listingId}', { listingId: receipt.listingId }),
      ({ revision }) => revision !== undefined,
    );
    expect(revised.revision!.changes).toEqual([{ field: 'madeToOrder.productionDays', before: 14, after: 21 }]);
    await at.close();
  });
});
