/** The days of a shop, in a browser: from the application to the payout. */
import { readFile } from 'node:fs/promises';
import type { Browser, Locator } from 'playwright-core';
import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { picture } from '../../local/seed/picture.ts';
import { DocumentItem } from '../../shared/merchants/application-items.ts';
import { days, minutes } from '../../shared/kernel/values/clock.ts';
import { launched } from '../support/browser.ts';
import { consoleIn, consoleWords, type AtConsole } from '../support/consoles.ts';
import { pass, settled, until } from '../support/control.ts';
import { category } from '../support/listings.ts';
import { companyOf, judge, merchant, paper, theReviewer } from '../support/merchants.ts';
import { bought, firstShipment, scanned, shipmentOf } from '../support/parcels.ts';
import { key, person } from '../support/people.ts';
import { payTo } from '../support/settlement.ts';
import { buyer, home, onSale, shop } from '../support/shopping.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launched();
});
afterAll(() => browser?.close());

describe.each([['zh', 'phone'], ['en', 'desktop']] as const)('Given a shop, in %s on a %s', (locale, size) => {
  const { kit, ...words } = consoleWords(locale);
  let on: AtConsole;
  beforeAll(async () => {
    on = await consoleIn(browser, { locale, size });
  });
  afterAll(() => on?.close());

  const button = (name: string, within: Locator = on.page.locator('main')) =>
    within.getByRole('button', { name }).first();
  const window = () => on.page.getByRole('dialog').last();
  const part = (title: string) =>
    on.page.locator('main section.part', { has: on.page.getByRole('heading', { name: title, exact: true }) });

  /** Sends the open window, with what is filled in, and waits until it has had its effect. */
  const confirm = async (fill: Readonly<Record<string, string>> = {}): Promise<void> => {
    for (const [field, text] of Object.entries(fill)) await window().locator(`#${field}`).fill(text);
    await window().getByRole('button').last().click();
    await on.page.getByRole('dialog').first().waitFor({ state: 'detached' });
    await on.still();
  };
  const choose = async (field: string, text: string): Promise<void> => {
    await on.page.locator(`#${field}`).click();
    await on.page.locator('.ant-select-item-option, .ant-select-tree-title').filter({ hasText: text }).first().click();
  };

  it('that applies, when it is sent back and corrects, then it sees at any time where it stands, and may sell [UIX-05] [MER-26 part] [UIX-12]', async () => {
    const owner = await person('seller');
    await on.enter(owner);
    await on.faultless();
    const open = words.command('POST /merchant/v1/application');
    await button(open).click();
    await on.page.getByText(kit.tokens.required).first().waitFor();
    const { phone, ...company } = companyOf(owner.login);
    for (const [field, text] of Object.entries({ ...company, phone: '12345' })) {
      await on.page.fill(`#company_${field}`, text);
    }
    await on.page.fill('#store_name_zh', '蓝茶壶');
    await choose('currency', 'BRL');
    await button(open).click();
    // What only the server judges stands at its field, in the reader's language.
    const fault = on.page.locator('#company_phone_help');
    await fault.waitFor();
    expect(/\p{Script=Han}/u.test(await fault.textContent() ?? '')).toBe(locale === 'zh');
    await on.faultless();
    await on.page.fill('#company_phone', phone);
    await button(open).click();
    await on.page.waitForURL(/merchants\/application$/);
    await on.faultless();

    await on.page.getByRole('checkbox').check();
    await button(words.command('POST /merchant/v1/application/agreements')).click();
    await on.page.getByRole('checkbox').waitFor({ state: 'detached' });
    const write = words.command('PATCH /merchant/v1/application');
    const written = async (
      item: 'businessScope' | 'businessCategory' | 'legalRepresentative',
      fill: Record<string, string>,
    ) => {
      await button(write, part(words.choice(item))).click();
      await confirm(fill);
    };
    await written('businessScope', { businessScope: 'Making and selling pottery' });
    await written('businessCategory', { businessCategory: 'Tea ware' });
    await written('legalRepresentative', {
      legalRepresentative_name: 'Ann Lee',
      legalRepresentative_identityNumber: '110101199001011234',
    });
    const uploaded = async (item: DocumentItem): Promise<void> => {
      const { promise: mayGo, resolve: go } = Promise.withResolvers<void>();
      await on.page.route('**/application/documents', async (route) => {
        await mayGo;
        await route.continue();
      }, { times: 1 });
      await part(words.choice(item)).locator('input[type=file]').setInputFiles({
        name: `${item}.pdf`,
        mimeType: 'application/pdf',
        buffer: Buffer.from(paper),
      });
      await part(words.choice(item)).locator('progress').waitFor();
      go();
      await part(words.choice(item)).getByText(`${item}.pdf`).waitFor();
    };
    for (const item of DocumentItem.options) await uploaded(item);
    await on.faultless();
    const handIn = async (): Promise<void> => {
      await button(words.command('POST /merchant/v1/application/submit')).click();
      await confirm();
    };
    await handIn();
    const stands = (state: 'submitted' | 'supplement-asked' | 'approved') =>
      on.page.locator('[aria-current="step"]', { hasText: words.choice(state) }).waitFor();
    await stands('submitted');

    const { merchantId } = await owner.call('GET /merchant/v1/application', {});
    await judge(merchantId, { failed: ['businessLicence', 'businessScope'] });
    const { call } = await theReviewer();
    await call('POST /operator/v1/applications/{merchantId}/supplement', { merchantId }, key());
    await on.go('merchant/merchants/application');
    await stands('supplement-asked');
    await part(words.choice('businessScope')).getByText('businessScope is not readable').waitFor();
    await on.faultless();
    await written('businessScope', { businessScope: 'Selling pottery that we make' });
    await uploaded('businessLicence');
    await handIn();
    await stands('submitted');
    await judge(merchantId, { only: ['businessLicence', 'businessScope'] });
    await call('POST /operator/v1/applications/{merchantId}/approve', { merchantId }, key());
    await on.go('merchant/merchants/application');
    await stands('approved');
    await on.faultless();
  });

  it('that may sell, when it writes a listing with pictures and a row for each variant, then it is reviewed and on sale [MER-26 part] [UIX-12]', async () => {
    const seller = await merchant();
    const named = { en: `Bowls ${ulid()}`, zh: `碗 ${ulid()}` };
    await category({
      name: named,
      attributes: [{ key: 'glaze', name: { en: 'Glaze', zh: '釉色' }, type: 'text', required: true }],
    });
    await on.enter(seller);
    await on.go('merchant/logistics/edit-freight');
    await choose('mode', words.choice('template'));
    await button(kit.add).click();
    for (const [field, text] of [['country', 'BR'], ['base', '10'], ['perKg', '2.5']]) {
      await on.page.fill(`#zones_0_${field}`, text!);
    }
    await on.faultless();
    await button(kit.save).click();
    await on.page.waitForURL(/logistics\/freight$/);
    await on.faultless();
    await seller.call('PUT /merchant/v1/dispatch', { address: { ...home, name: 'Blue Teapot' } });

    await on.go('merchant/catalogue/listings');
    await on.faultless();
    await on.page.getByRole('link', { name: words.command('POST /merchant/v1/listings') }).click();
    await on.page.waitForURL(/new-listing$/);
    await on.page.fill('#title_zh', '两只碗');
    await on.page.fill('#title_en', 'Two bowls');
    await on.page.fill(`#description_${locale}`, 'Thrown by hand.');
    await on.page.locator('#categoryId').click();
    await on.page.keyboard.type(named[locale]);
    await on.page.locator('.ant-select-tree-title', { hasText: named[locale] }).click();
    await on.page.getByLabel(/^(Glaze|釉色)/).fill('celadon');
    await on.page.locator('input[type=file][multiple]').setInputFiles([10, 200].map((hue) => ({
      name: `bowl-${hue}.png`,
      mimeType: 'image/png',
      buffer: Buffer.from(picture(hue)),
    })));
    await until(
      () => on.page.locator('.drop:has([multiple]) [role="status"]').textContent(),
      (said) => said?.includes('bowl-200.png') === true,
    );
    await button(kit.anotherOption).click();
    await on.page.getByLabel(`${kit.option(1)} (${words.field(locale)})`, { exact: true }).fill('Colour');
    await on.page.getByLabel(`${kit.valueOf(1, 1)} (${words.field(locale)})`).fill('blue');
    await button(kit.anotherValue).click();
    await on.page.getByLabel(`${kit.valueOf(1, 2)} (${words.field(locale)})`).fill('white');
    for (const [row, price] of [[0, '58.90'], [1, '62.00']] as const) {
      await on.page.fill(`#skus_${row}_code`, `BOWL-${row}`);
      await on.page.fill(`#skus_${row}_price`, price);
      await on.page.fill(`#skus_${row}_weight`, '450');
    }
    await on.faultless();
    await button(words.command('POST /merchant/v1/listings')).click();
    await on.page.waitForURL(/catalogue\/listing\/lst_/);
    await on.faultless();
    const listingId = on.page.url().split('/').at(-1)!;
    expect((await seller.call('GET /merchant/v1/listings/{listingId}', { listingId })).skus).toMatchObject([
      {
        code: 'BOWL-0',
        price: { amount: 5890 },
        specs: [{ name: { [locale]: 'Colour' }, value: { [locale]: 'blue' } }],
      },
      {
        code: 'BOWL-1',
        price: { amount: 6200 },
        specs: [{ name: { [locale]: 'Colour' }, value: { [locale]: 'white' } }],
      },
    ]);

    // What was saved is shown again, pictures too, and is not left by accident.
    await on.page.locator('main a[href*="edit-listing"]').click();
    await on.still();
    await until(
      () =>
        on.page.evaluate("[...document.querySelectorAll('.pictures img')].map((one) => one.naturalWidth > 0).join()"),
      (shown) => shown === 'true,true',
    );
    await on.faultless();
    await on.page.fill('#title_en', 'Two bowls, thrown by hand');
    await on.page.goBack();
    await window().getByText(kit.leave).last().waitFor();
    await button(kit.cancel, window()).click();
    expect(await on.page.inputValue('#title_en')).toBe('Two bowls, thrown by hand');
    await button(kit.save).click();
    await on.page.waitForURL(/catalogue\/listing\/lst_/);

    await button(words.command('POST /merchant/v1/listings/{listingId}/submission')).click();
    await confirm();
    await part(words.field('skus')).waitFor();
    const { submittedAt } = await seller.call('GET /merchant/v1/listings/{listingId}', { listingId });
    await (await theReviewer()).call('POST /operator/v1/listing-reviews/{listingId}/approval', {
      listingId,
      submittedAt: submittedAt!,
      comment: 'Good.',
    }, key());
    await on.go(`merchant/catalogue/listing/${listingId}`);
    await on.page.getByText(words.choice('on-sale'), { exact: true }).first().waitFor();
    await button(words.command('PUT /merchant/v1/listings/{listingId}/skus/{skuId}/stock')).click();
    await confirm({ available: '7', reason: 'opening' });
    // In which currency the shop trades is known late: what is typed meanwhile stays.
    const { promise: mayKnow, resolve: know } = Promise.withResolvers<void>();
    await on.page.route('**/merchant/v1/shop', async (route) => {
      await mayKnow;
      await route.continue();
    }, { times: 1 });
    await button(words.command('PUT /merchant/v1/listings/{listingId}/skus/{skuId}/price')).click();
    await window().locator('#price').fill('5');
    know();
    await window().locator('.ant-input-number-suffix', { hasText: 'BRL' }).waitFor();
    await on.page.keyboard.type('5');
    await confirm();
    await part(words.field('history')).getByText(/55[.,]00/).first().waitFor();
  });

  it('that is open, when an order comes, then it accepts, ships and is paid, and sees how each amount came about [MER-26 part] [UIX-12]', async () => {
    const seller = await shop();
    await payTo(seller, 'acct_1');
    const goods = await onSale(seller);
    const ann = await buyer();
    const orderId = await bought(ann, goods);
    await on.enter(seller);
    await on.faultless();
    await on.go('merchant/ordering/orders?state=completed');
    await on.page.getByText(kit.emptyFiltered).waitFor();
    await on.go('merchant/ordering/orders');
    await on.faultless();
    await on.page.locator('tbody').getByRole('link', { name: kit.open }).click();
    await on.page.waitForURL(new RegExp(orderId));
    await on.faultless();

    // The answer is lost on its way: sent again, it is the same command.
    const keys: (string | undefined)[] = [];
    await on.page.route('**/accept', async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      if (keys.length > 1) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await button(words.command('POST /merchant/v1/orders/{orderId}/accept')).click();
    await window().getByRole('button').last().click();
    await window().getByText(kit.lost).waitFor();
    await confirm();
    expect(keys).toEqual([keys[0], keys[0]]);
    await settled();
    const { waybill } = (await until(() => shipmentOf(seller, orderId), (one) => one?.waybill !== undefined))!;

    await on.go('merchant/logistics/shipments');
    await on.faultless();
    await on.page.locator('tbody').getByRole('link', { name: kit.open }).click();
    await on.page.waitForURL(new RegExp(`shipment/${firstShipment(orderId)}`));
    await on.faultless();
    const label = await on.page.locator('main').getByRole('link', { name: kit.download }).first().getAttribute('href');
    expect((await fetch(label!)).status).toBe(200);
    await button(words.command('POST /merchant/v1/shipments/{shipmentId}/hand-over')).click();
    await confirm();
    await scanned('swift', waybill!, 'picked-up', 'in-transit', 'delivered');
    await ann.call('POST /shop/v1/orders/{orderId}/receipt', { orderId });
    await settled();

    await on.go('merchant/inventory/stock');
    await on.page.locator('tbody a[href*="movements"]').first().click();
    await on.page.waitForURL(/movements/);
    await on.still();
    await on.page.locator('main').getByText(words.choice('ship'), { exact: true }).first().waitFor();
    await on.faultless();
    for (const direction of ['ascending', 'descending']) {
      await on.page.locator('th .order').first().click();
      await on.page.locator(`th[aria-sort="${direction}"]`).waitFor();
      expect(on.page.url()).toContain('sort=');
    }
    await on.faultless();

    await pass(days(7) + minutes(1));
    await on.go('merchant/settlement/earnings');
    const [file] = await Promise.all([on.page.waitForEvent('download'), button(kit.export).click()]);
    const lines = (await readFile(await file.path(), 'utf8')).trim().split(/\r?\n/);
    expect(lines[0]).toContain(words.field('commission'));
    expect(lines).toHaveLength(2);
    await on.go('merchant/settlement/statements');
    await on.faultless();
    await on.page.locator('tbody').getByRole('link', { name: kit.open }).click();
    await on.still();
    await on.page.getByText('10 %', { exact: true }).first().waitFor();
    await on.faultless();
    await on.go('merchant/settlement/payouts');
    await on.faultless();
    await on.go('merchant/merchants/shop');
    await on.faultless();
    await on.go('merchant/home/home');
    await on.faultless();
  });
});
