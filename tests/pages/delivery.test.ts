/** How a parcel was brought, as its buyer says on the order's page; what shop and platform see of carriers. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awake, faultless, launched, signedIn, visitor } from '../support/browser.ts';
import { atConsole, consoleWords } from '../support/consoles.ts';
import { until } from '../support/control.ts';
import type { Merchant } from '../support/merchants.ts';
import { parcel, scanned } from '../support/parcels.ts';
import { staff } from '../support/people.ts';
import { delivered } from '../support/settlement.ts';
import { buyer, onSale, shop } from '../support/shopping.ts';

let browser: Browser;
let seller: Merchant;
beforeAll(async () => {
  browser = await launched();
  seller = await shop();
});
afterAll(() => browser?.close());

describe('Given a parcel that has arrived', () => {
  it('when its buyer rates the delivery, then the page says so once, and shop and platform read it', async () => {
    const ann = await buyer();
    const orderId = await delivered(seller, ann, await onSale(seller));
    const on = await visitor(browser, { locale: 'en', size: 'phone' });
    await signedIn(on, ann);
    await on.open(`/orders/${orderId}`);
    await awake(on.page);
    const form = on.page.getByRole('form', { name: 'How was the delivery?' });
    await form.waitFor();
    await faultless(on);
    await form.getByLabel('Speed').selectOption('4');
    await form.getByLabel('Courier').selectOption('2');
    await form.getByLabel('In your words, if you like').fill('Left in the rain.');
    await form.getByRole('button', { name: 'Rate the delivery' }).click();
    await on.page.getByText('Speed: 4/5 · State of the parcel: 5/5 · Courier: 2/5').waitFor();
    expect(await form.count()).toBe(0);
    await faultless(on);
    await on.close();

    const atShop = await atConsole(
      browser,
      { locale: 'zh', size: 'desktop' },
      seller,
      'merchant/logistics/delivery-ratings',
    );
    await atShop.page.getByText('Left in the rain.').waitFor();
    await atShop.faultless();
    await atShop.go('merchant/logistics/delivery-figures');
    await atShop.faultless();
    await atShop.go('merchant/logistics/late-shipments');
    await atShop.faultless();
    await atShop.close();

    const operator = await staff('operator');
    const at = await atConsole(
      browser,
      { locale: 'en', size: 'desktop' },
      operator,
      'operator/logistics/delivery-ratings',
    );
    await at.page.getByText('Left in the rain.').waitFor();
    await at.faultless();
    await at.go('operator/logistics/delivery-figures');
    await at.faultless();
    await at.go('operator/logistics/late-shipments');
    await at.faultless();
    await at.close();
  });

  it('when one comes to harm, then its buyer reads that it is looked into, its carrier is asked, and the shop can send again', async () => {
    const ann = await buyer();
    const { orderId, shipmentId, waybill } = await parcel(seller, ann, await onSale(seller));
    await scanned('swift', waybill!, 'picked-up', 'damaged');
    await until(
      () => seller.call('GET /merchant/v1/shipments/{shipmentId}', { shipmentId }),
      ({ trouble }) => trouble !== undefined,
    );
    const on = await visitor(browser, { locale: 'zh', size: 'phone' });
    await signedIn(on, ann);
    await on.open(`/orders/${orderId}`);
    await awake(on.page);
    await on.page.getByText('承运商称包裹破损').waitFor();
    await faultless(on);
    await on.close();

    const say = consoleWords('en');
    const support = await staff('support');
    const at = await atConsole(
      browser,
      { locale: 'en', size: 'desktop' },
      support,
      `operator/logistics/shipment/${shipmentId}`,
    );
    await at.button(say.command('POST /operator/v1/shipments/{shipmentId}/carrier-case')).click();
    await at.dialog.getByLabel(say.field('contact')).fill('Claims desk');
    await at.dialog.getByLabel(say.field('question')).fill('What has become of it?');
    await at.faultless();
    await at.confirm(say.command('POST /operator/v1/shipments/{shipmentId}/carrier-case'));
    await at.page.getByText('What has become of it?').first().waitFor();
    await at.faultless();
    await at.close();

    const atShop = await atConsole(
      browser,
      { locale: 'en', size: 'desktop' },
      seller,
      `merchant/logistics/shipment/${shipmentId}`,
    );
    await atShop.button(say.command('POST /merchant/v1/shipments/{shipmentId}/send-again')).click();
    await atShop.dialog.getByLabel(say.field('carrierName')).fill('Loggi');
    await atShop.dialog.getByLabel(say.field('waybill')).fill('LG-0042');
    await atShop.confirm(say.command('POST /merchant/v1/shipments/{shipmentId}/send-again'));
    await atShop.page.getByText('LG-0042').first().waitFor();
    await atShop.faultless();
    await atShop.close();
  });
});
