/** Goods that go back: what their buyer asks for on a phone, what the shop decides, and the money. */
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as zh from '../../web/storefront/words/zh.ts';
import { faultless, launched, visitor } from '../support/browser.ts';
import { atConsole, consoleWords } from '../support/consoles.ts';
import { settled, until } from '../support/control.ts';
import type { Merchant } from '../support/merchants.ts';
import { key } from '../support/people.ts';
import { delivered } from '../support/settlement.ts';
import { buyer, onSale, shop, type Buyer } from '../support/shopping.ts';

const { returns: w } = zh;
const picture = fileURLToPath(new URL('../fixtures/pictures/exif.jpg', import.meta.url));

let browser: Browser;
let seller: Merchant;
let ann: Buyer;
let orderId: string;
beforeAll(async () => {
  browser = await launched();
  [seller, ann] = [await shop(), await buyer()];
  orderId = await delivered(seller, ann, await onSale(seller));
});
afterAll(() => browser?.close());

describe('Given a parcel that has arrived', () => {
  it('when something in it is defective, then its buyer asks on the page of the order, sends it back and sees the money [RET-02 part] [RET-03 part]', async () => {
    const on = await visitor(browser, { locale: 'zh', size: 'phone' });
    await on.signIn(ann);
    await on.open(`/orders/${orderId}`);
    const { page } = on;
    await page.getByRole('link', { name: zh.orders.returns, exact: true }).click();
    await page.getByRole('button', { name: w.ask }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(w.reason).selectOption({ label: w.reasons.defective });
    await dialog.getByRole('textbox').fill('壶嘴漏水');
    await dialog.getByLabel(w.photos).setInputFiles(picture);
    await dialog.getByText(w.photosSent(1)).waitFor();
    await faultless(on);
    await dialog.getByRole('button', { name: w.yes }).click();
    await page.getByText(w.states['return-requested']).waitFor();
    await page.getByText(w.steps['return-requested']).first().waitFor();
    await page.getByRole('link', { name: w.photo(1) }).waitFor();
    await faultless(on);

    const say = consoleWords('en');
    const { items: [asked] } = await seller.call('GET /merchant/v1/returns', { state: 'return-requested' });
    const returnId = asked!.id;
    const desk = await atConsole(
      browser,
      { locale: 'en', size: 'desktop' },
      seller,
      `merchant/after-sales/return/${returnId}`,
    );
    await desk.page.getByText('壶嘴漏水').first().waitFor();
    await desk.page.getByRole('link', { name: `${say.field('photos')} 1` }).waitFor();
    const decide = say.command('POST /merchant/v1/returns/{returnId}/decision');
    await desk.button(decide).click();
    await desk.dialog.getByLabel(say.field('note')).fill('Please send it to us');
    await desk.dialog.getByLabel(say.field('decision')).click();
    await desk.page.locator('.ant-select-dropdown:visible').getByText(say.choice('approve'), { exact: true }).click();
    await desk.faultless();
    await desk.confirm(decide);
    await desk.close();

    await on.open(`/orders/${orderId}/returns`);
    await page.getByLabel(w.carrier).fill('SF');
    await page.getByLabel(w.trackingNumber).fill('SF1');
    await faultless(on);
    await page.getByRole('button', { name: w.send }).click();
    await page.getByText(w.states['return-sent']).waitFor();

    await seller.call('POST /merchant/v1/returns/{returnId}/receipt', { returnId });
    await seller.call(
      'POST /merchant/v1/returns/{returnId}/inspection',
      { returnId, accepted: 1, note: 'It leaks' },
      key(),
    );
    await settled();
    await on.open(`/orders/${orderId}/returns`);
    await page.getByText(w.states['return-refunded']).waitFor();
    await until(() => page.locator('main').innerText(), (said) => said.includes('73.90'));
    await faultless(on);
    await page.getByLabel(w.rate).selectOption({ label: '★★★★' });
    await page.getByRole('button', { name: w.sendRating }).click();
    await page.getByText(`${w.rated} ★★★★`).waitFor();
    await faultless(on);
    expect((await ann.call('GET /shop/v1/orders/{orderId}', { orderId })).lines[0]!.refunded).toBe(1);
    await on.close();
  });
});
