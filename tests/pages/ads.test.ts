/** People offer each other what they no longer need. */
import type { Browser } from 'playwright-core';
import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as en from '../../web/storefront/words/en.ts';
import * as zh from '../../web/storefront/words/zh.ts';
import { awake, faultless, launched, signedIn, visitor } from '../support/browser.ts';
import { until } from '../support/control.ts';
import { approveAd } from '../support/listings.ts';
import { anyone, person } from '../support/people.ts';

const words = { en, zh };
let browser: Browser;
beforeAll(async () => {
  browser = await launched();
});
afterAll(() => browser?.close());

describe('Given somebody with a bicycle too many', () => {
  it.each([['zh', 'phone'], ['en', 'desktop']] as const)(
    'when he places it in %s on a %s, then it is found once it was seen, answered, and both see how the other is reached once both agree',
    async (locale, size) => {
      const w = words[locale].ads;
      const title = `Bicycle ${ulid().slice(-6).replace(/\d/g, 'x')}`;
      const [on, ann] = [await visitor(browser, { locale, size }), await person('ann')];
      await signedIn(on, ann);
      await on.open('/account/ads');
      await on.page.locator('summary', { hasText: w.place }).click();
      await on.page.getByLabel(w.name, { exact: true }).fill(title);
      await on.page.getByLabel(w.about, { exact: true }).fill('<b>It rides well.</b>');
      await on.page.getByLabel(w.where, { exact: true }).fill('Hangzhou');
      await on.page.getByLabel(w.price, { exact: true }).fill('300');
      await faultless(on);
      await on.page.getByRole('button', { name: w.publish }).click();
      await on.page.getByText(w.published).waitFor();
      await on.page.getByText(w.states['in-review']).waitFor();
      await faultless(on);

      const { adId } = (await ann.call('GET /shop/v1/my-ads', {})).items[0]!;
      await approveAd(adId);
      await until(() => anyone()('GET /shop/v1/ads', {}), ({ items }) => items.some((one) => one.adId === adId));

      const [seen, bob] = [await visitor(browser, { locale, size }), await person('bob')];
      await signedIn(seen, bob);
      await seen.open('/ads');
      await faultless(seen);
      await seen.page.getByRole('link', { name: title }).click();
      await seen.page.getByRole('heading', { level: 1, name: title }).waitFor();
      await awake(seen.page);
      // What was typed stays text.
      await seen.page.getByText('<b>It rides well.</b>').waitFor();
      await faultless(seen);
      await seen.page.getByLabel(w.text, { exact: true }).fill('Is it still there?');
      await seen.page.getByLabel(w.contact, { exact: true }).fill('bob by the lake');
      await seen.page.getByRole('button', { name: w.send }).click();
      await seen.page.getByText(w.sent).waitFor();

      await on.open('/account/ads');
      await on.page.locator('summary', { hasText: w.answers }).click();
      await on.page.getByText('Is it still there?').waitFor();
      expect(await on.page.getByText('bob by the lake').count()).toBe(0);
      await faultless(on);
      await on.page.getByLabel(w.contact, { exact: true }).fill('ann at the mill');
      await on.page.getByRole('button', { name: w.agree }).click();
      await on.page.getByText(w.reach('bob by the lake')).waitFor();
      await seen.open('/account/ads');
      await seen.page.getByText(w.reach('ann at the mill')).waitFor();
      await faultless(seen);
      await Promise.all([on.context.close(), seen.context.close()]);
    },
  );
});
