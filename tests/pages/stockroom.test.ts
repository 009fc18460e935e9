/** What a shop does behind the counter, in a real browser: warehouses, counting, revising, packing, importing. */
import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launched } from '../support/browser.ts';
import { atConsole, consoleWords, type AtConsole } from '../support/consoles.ts';
import { settled, until } from '../support/control.ts';
import { category, content, listed } from '../support/listings.ts';
import type { Merchant } from '../support/merchants.ts';
import { accept, bought } from '../support/parcels.ts';
import { key } from '../support/people.ts';
import { buyer, onSale, shop, type Goods } from '../support/shopping.ts';

let browser: Browser;
let seller: Merchant;
let pot: Goods;
let desktop: AtConsole;
let phone: AtConsole;
beforeAll(async () => {
  [browser, seller] = await Promise.all([launched(), shop()]);
  pot = await onSale(seller);
  [desktop, phone] = await Promise.all([
    atConsole(browser, { locale: 'en', size: 'desktop' }, seller, 'merchant/inventory/warehouses'),
    atConsole(browser, { locale: 'zh', size: 'phone' }, seller, 'merchant/inventory/stock-takes'),
  ]);
});
afterAll(() => browser?.close());

const [en, zh] = [consoleWords('en'), consoleWords('zh')];

describe('Given a shop that has more than one place for its goods', () => {
  it('when it adds a warehouse and closes it again, then the list says so', async () => {
    const { page } = desktop;
    await desktop.faultless();
    await page.getByRole('link', { name: en.command('POST /merchant/v1/warehouses') }).click();
    await page.waitForURL(/new-warehouse$/);
    await page.fill('#name_en', 'By the harbour');
    const where = { name: 'Harbour', phone: '+5511999990000', country: 'BR', region: 'SP', city: 'Santos' };
    for (const [field, text] of Object.entries({ ...where, street: 'Rua B 2', postalCode: '11010-000' })) {
      await page.fill(`#address_${field}`, text);
    }
    await desktop.faultless();
    await desktop.button(en.command('POST /merchant/v1/warehouses')).click();
    await page.waitForURL(/warehouses$/);
    const row = page.locator('tbody tr', { hasText: 'By the harbour' });
    await row.getByText(en.kit.yes, { exact: true }).waitFor();
    await desktop.faultless();
    await row.getByRole('link').first().click();
    await desktop.still();
    await page.locator('main a[href*="edit-warehouse"]').click();
    await desktop.still();
    await page.getByRole('switch').first().click();
    await desktop.faultless();
    await desktop.button(en.kit.save).click();
    await page.waitForURL(/inventory\/warehouse\/whs_/);
    const { items } = await seller.call('GET /merchant/v1/warehouses', {});
    expect(items.find(({ name }) => name.en === 'By the harbour')).toMatchObject({ open: false });
  });
});

describe('Given a shop that counts its stock', () => {
  it('when it fills in a sheet on the phone, then what differs little is right at once', async () => {
    const { page } = phone;
    const { items: [own] } = await seller.call('GET /merchant/v1/warehouses', {});
    const { stockTakeId, lines } = await seller.call(
      'POST /merchant/v1/stock-takes',
      { warehouseId: own!.warehouseId },
      key(),
    );
    await phone.go('merchant/inventory/stock-takes');
    await phone.faultless();
    await page.locator(`tbody a[href$="${stockTakeId}"]`).first().click();
    await phone.still();
    await phone.faultless();
    const submit = zh.command('POST /merchant/v1/stock-takes/{stockTakeId}/counts');
    await phone.button(submit).click();
    const place = lines.findIndex(({ skuId }) => skuId === pot.skuId);
    await phone.dialog.locator(`#counts_${place}_counted`).fill('9');
    await phone.faultless();
    await phone.confirm(submit);
    await page.getByText(zh.choice('adjusted'), { exact: true }).first().waitFor();
    const { items } = await seller.call('GET /merchant/v1/stock', {});
    expect(items.find(({ skuId }) => skuId === pot.skuId)).toMatchObject({ available: 9 });
  });
});

describe('Given a shop that revises what is on sale', () => {
  it('when it writes a revision, then the old words stay on sale until it is approved, and it can be dropped', async () => {
    const { page } = desktop;
    const { listingId } = await listed(seller, await content({ title: { en: 'Clay bowl', zh: '陶碗' } }));
    await desktop.go(`merchant/catalogue/edit-listing/${listingId}`);
    await page.fill('#title_en', 'Blue bowl');
    await desktop.button(en.kit.save).click();
    await page.waitForURL(new RegExp(`catalogue/listing/${listingId}`));
    await page.getByRole('heading', { name: en.field('revision'), exact: true }).waitFor();
    await desktop.faultless();
    const show = () => seller.call('GET /merchant/v1/listings/{listingId}', { listingId });
    expect(await show()).toMatchObject({
      state: 'on-sale',
      title: { en: 'Clay bowl' },
      revision: { state: 'draft', content: { title: { en: 'Blue bowl' } } },
    });
    const drop = en.command('DELETE /merchant/v1/listings/{listingId}/revision');
    await desktop.button(drop).click();
    await desktop.confirm(en.kit.confirm);
    expect(await show()).not.toHaveProperty('revision');
    await desktop.go(`merchant/catalogue/versions/${listingId}`);
    await desktop.faultless();
  });
});

describe('Given a shop that packs', () => {
  it('when an order is split on the phone, then each part is scanned, and what does not belong in it is said', async () => {
    const { page } = phone;
    const { orderId, shipmentId } = await accept(seller, await bought(await buyer(), pot, 2));
    await phone.go(`merchant/logistics/split-shipment/${shipmentId}`);
    await phone.faultless();
    await page.getByRole('spinbutton').fill('1');
    await phone.button(zh.command('POST /merchant/v1/shipments/{shipmentId}/split')).click();
    await page.waitForURL(new RegExp(`order/${orderId}`));
    const parts = await until(
      async () =>
        (await seller.call('GET /merchant/v1/orders/{orderId}/shipments', { orderId })).items.filter(({ state }) =>
          state !== 'cancelled'
        ),
      (all) => all.length === 2,
    );
    const one = await seller.call('GET /merchant/v1/shipments/{shipmentId}', { shipmentId: parts[0]!.shipmentId });
    await phone.go(`merchant/logistics/packing/${one.shipmentId}`);
    const scan = async (code: string): Promise<void> => {
      await page.fill('#code', code);
      await page.press('#code', 'Enter');
    };
    await scan('ANOTHER');
    await page.getByText(zh.kit.notInHere('ANOTHER')).waitFor();
    await phone.faultless();
    await scan(one.lines[0]!.code);
    await page.getByText('1 / 1').waitFor();
    await phone.button(zh.command('POST /merchant/v1/shipments/{shipmentId}/packing')).click();
    await page.waitForURL(new RegExp(`shipment/${one.shipmentId}`));
    await phone.faultless();
    const packed = await seller.call('GET /merchant/v1/shipments/{shipmentId}', { shipmentId: one.shipmentId });
    expect(packed.packedAt).toBeDefined();
  });
});

describe('Given a shop that has its goods in a file', () => {
  it('when it uploads the file, then it sees its first rows, and afterwards which line was at fault', async () => {
    const { page } = desktop;
    const named = { en: 'From a file', zh: '文件导入' };
    await category({ name: named });
    await desktop.go('merchant/catalogue/product-import');
    await desktop.faultless();
    await page.locator('input[type=file]').setInputFiles({
      name: 'products.csv',
      mimeType: 'text/csv',
      buffer: await readFile('tests/fixtures/products.csv'),
    });
    await page.getByLabel(en.kit.preview).waitFor();
    await page.locator('#categoryId').click();
    await page.keyboard.type(named.en);
    await page.locator('.ant-select-tree-title', { hasText: named.en }).first().click();
    await desktop.faultless();
    await desktop.button(en.command('POST /merchant/v1/product-imports')).click();
    await page.waitForURL(/importId=/);
    await settled();
    await page.getByText(en.kit.byLine).waitFor();
    await page.getByText('mystery-box').first().waitFor();
    await desktop.faultless();
    const { items } = await seller.call('GET /merchant/v1/listings', { state: 'draft' });
    expect(items.map(({ title }) => title.en).toSorted()).toEqual(['Bamboo Tray', 'Clay Teapot', 'Tea Towel']);
  });
});
