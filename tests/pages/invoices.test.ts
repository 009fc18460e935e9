/** An invoice, asked for on the page of an order and issued at the console of its shop. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as zh from '../../web/storefront/words/zh.ts';
import { faultless, launched, visitor } from '../support/browser.ts';
import { atConsole, consoleWords } from '../support/consoles.ts';
import { settled } from '../support/control.ts';
import type { Merchant } from '../support/merchants.ts';
import { completed } from '../support/settlement.ts';
import { buyer, onSale, shop, type Buyer } from '../support/shopping.ts';

const { invoices: w, forms } = zh;

let browser: Browser;
let seller: Merchant;
let ann: Buyer;
let orderId: string;
beforeAll(async () => {
  browser = await launched();
  [seller, ann] = [await shop(), await buyer()];
  orderId = await completed(seller, ann, await onSale(seller));
});
afterAll(() => browser?.close());

describe('Given an order that is completed', () => {
  it('when its buyer asks for an invoice, then the shop issues it, and it can be downloaded from the order and the account', async () => {
    const on = await visitor(browser, { locale: 'zh', size: 'phone' });
    await on.signIn(ann);
    await on.open(`/orders/${orderId}/invoice`);
    const { page } = on;
    await page.getByRole('button', { name: w.ask }).click();
    await page.getByLabel(w.party).selectOption({ label: w.parties.company });
    await page.getByLabel(w.name).fill('Casa <script>alert(1)</script>');
    await page.getByLabel(w.taxNumber).fill('11.222.333/0001-82');
    await page.getByRole('button', { name: w.yes }).click();
    await page.locator('.fault').first().waitFor();
    await page.getByLabel(w.taxNumber).fill('11.222.333/0001-81');
    await faultless(on);
    await page.getByRole('button', { name: w.yes }).click();
    await page.getByText(w.states['invoice-expected']).waitFor();
    await page.getByText('Casa <script>alert(1)</script>').waitFor();
    await faultless(on);

    const say = consoleWords('en');
    const { items: [asked] } = await seller.call('GET /merchant/v1/invoice-requests', { state: 'invoice-expected' });
    const desk = await atConsole(
      browser,
      { locale: 'en', size: 'desktop' },
      seller,
      `merchant/invoices/invoice-request/${asked!.id}`,
    );
    const issue = say.command('POST /merchant/v1/invoice-requests/{requestId}/issue');
    await desk.button(issue).click();
    await desk.faultless();
    await desk.confirm(say.kit.confirm);
    await desk.close();
    await settled();

    await on.open(`/orders/${orderId}/invoice`);
    await page.getByRole('button', { name: w.download }).waitFor();
    await faultless(on);
    await on.open('/account/invoices');
    await page.getByRole('button', { name: w.download }).waitFor();
    await faultless(on);
    await page.getByRole('button', { name: forms.remove }).click();
    await page.getByText(w.noTitles).waitFor();
    expect((await ann.call('GET /shop/v1/invoice-titles', {})).items).toEqual([]);
    await on.close();
  });
});
