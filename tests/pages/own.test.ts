import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ulid } from 'ulid';
import { awake, faultless, launched, signedIn, visitor } from '../support/browser.ts';
import { codeFor, person } from '../support/people.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launched();
});
afterAll(() => browser?.close());

const rooms = ['', '/favourites', '/ads', '/addresses', '/messages', '/notices', '/profile', '/security'].map((room) =>
  `/account${room}`
);

describe('Given somebody who is new here', () => {
  it.each([['zh', 'phone'], ['en', 'desktop']] as const)(
    'when they register in %s on a %s, then the code from the inbox opens the account, and they are signed in',
    async (locale, size) => {
      const on = await visitor(browser, { locale, size });
      const login = `new-${ulid().toLowerCase()}@example.com`;
      await on.open('/register?back=%2F' + locale + '%2Faccount%2Fprofile');
      await faultless(on);
      await on.page.fill('[name="login"]', 'nobody');
      await on.page.press('[name="login"]', 'Enter');
      expect(await on.page.locator('[name="login"]').getAttribute('aria-invalid')).toBe('true');
      await on.page.fill('[name="login"]', login);
      await on.page.press('[name="login"]', 'Enter');
      await on.page.fill('[name="code"]', `${await codeFor(login)} `);
      await on.page.fill('[name="password"]', 'short');
      await on.page.press('[name="password"]', 'Enter');
      await faultless(on);
      expect(await on.page.locator('#register-password-fault').count()).toBe(1);
      await on.page.fill('[name="password"]', `Secret-${ulid()}a1`);
      await on.page.press('[name="password"]', 'Enter');
      await on.page.waitForURL(new RegExp(`/${locale}/account/profile$`));
      await on.page.getByText(login).waitFor();
      expect(await on.page.locator('[name="locale"]').inputValue()).toBe(locale);
      await on.close();
    },
  );

  it.each(['https://elsewhere.example/', '//elsewhere.example', '/\\elsewhere.example', 'javascript:alert(1)'])(
    'when a link names another site, %s, to go back to, then they stay on ours',
    async (back) => {
      const on = await visitor(browser, { locale: 'en', size: 'desktop' });
      const one = await person('lured');
      await on.open(`/sign-in?back=${encodeURIComponent(back)}`);
      await on.page.fill('[name="login"]', one.login);
      await on.page.fill('[name="password"]', one.password);
      await on.page.press('[name="password"]', 'Enter');
      await on.page.waitForURL(`${inject('cloud').api}/en/account`);
      await on.close();
    },
  );
});

describe('Given a buyer', () => {
  it.each([['zh', 'phone'], ['en', 'desktop'], ['en', 'narrow']] as const)(
    'when they look at each page of their account in %s on a %s screen, then none has a fault',
    async (locale, size) => {
      const on = await visitor(browser, { locale, size });
      for (const path of ['/sign-in', '/forgotten', '/help', '/help/privacy', '/help/terms']) {
        await on.open(path);
        await faultless(on);
      }
      await signedIn(on, await person('looking'));
      for (const room of rooms) {
        await on.open(room);
        await faultless(on);
      }
      await on.close();
    },
  );

  it('when they write an address in Chinese on a phone, then a fault stands at its field, and scripts stay text [UIX-05]', async () => {
    const on = await visitor(browser, { locale: 'zh', size: 'phone' });
    await signedIn(on, await person('addressed'));
    await on.open('/account/addresses');
    await on.page.getByRole('button', { name: '新增地址' }).click();
    await on.page.fill('[name="name"]', '<img src=x onerror=alert(1)>王安娜');
    // Said as soon as one leaves the field; what only the server knows, once it is sent.
    await on.page.fill('[name="phone"]', '12');
    await on.page.press('[name="phone"]', 'Tab');
    await on.page.locator('#address-phone-fault').waitFor();
    await on.page.fill('[name="phone"]', '12345');
    await on.page.locator('#address-phone-fault').waitFor({ state: 'detached' });
    await on.page.selectOption('[name="region"]', 'GD');
    await on.page.fill('[name="city"]', '深圳');
    await on.page.fill('[name="street"]', '科技园南路 8 号');
    await on.page.fill('[name="postalCode"]', '518000');
    await on.page.getByRole('button', { name: '保存' }).click();
    await on.page.locator('#address-phone-fault').waitFor();
    expect(await on.page.locator('#address-phone-fault').textContent()).toMatch(/\p{Script=Han}/u);
    await faultless(on);
    await on.page.fill('[name="phone"]', '138 0013 8000');
    await on.page.getByRole('button', { name: '保存' }).click();
    await on.page.getByText('<img src=x onerror=alert(1)>王安娜').first().waitFor();
    expect(await on.page.locator('main img').count()).toBe(0);
    await faultless(on);
    await on.close();
  });

  it('when they write an address in English by the keyboard alone, then it is in their book', async () => {
    const on = await visitor(browser, { locale: 'en', size: 'desktop' });
    await signedIn(on, await person('typing'));
    await on.open('/account/addresses');
    const { keyboard } = on.page;
    await on.page.getByRole('button', { name: 'Add an address' }).press('Enter');
    await on.page.locator('[name="country"]').focus();
    await keyboard.type('Australia');
    for (const typed of ['Ann Lee', '0400 000 000']) {
      await keyboard.press('Tab');
      await keyboard.type(typed);
    }
    await keyboard.press('Tab');
    await keyboard.type('New South Wales');
    for (const typed of ['Sydney', '1 George Street', '2000']) {
      await keyboard.press('Tab');
      await keyboard.type(typed);
    }
    await keyboard.press('Enter');
    await on.page.getByText('1 George Street').waitFor();
    await faultless(on);
    await on.close();
  });

  it('when their session ends while they write, then nothing that they typed is lost', async () => {
    const on = await visitor(browser, { locale: 'en', size: 'phone' });
    const one = await person('interrupted');
    await signedIn(on, one);
    await on.open('/account/addresses');
    await on.page.getByRole('button', { name: 'Add an address' }).click();
    await on.page.fill('[name="name"]', 'Ann Lee');
    await on.page.fill('[name="street"]', '1 George Street');
    await on.context.clearCookies();
    await on.open('/account/addresses');
    await on.page.waitForURL(/sign-in/);
    await awake(on.page);
    await on.page.fill('[name="login"]', one.login);
    await on.page.fill('[name="password"]', one.password);
    await on.page.press('[name="password"]', 'Enter');
    await on.page.waitForURL(/\/account\/addresses$/);
    await awake(on.page);
    await on.page.getByRole('button', { name: 'Add an address' }).click();
    await on.page.locator('[name="name"]').waitFor();
    expect(await on.page.locator('[name="name"]').inputValue()).toBe('Ann Lee');
    expect(await on.page.locator('[name="street"]').inputValue()).toBe('1 George Street');
    await on.close();
  });

  it('when the connection is lost as they sign in, then they are told, and what they typed stays', async () => {
    const on = await visitor(browser, { locale: 'zh', size: 'phone' });
    await on.open('/sign-in');
    await on.page.fill('[name="login"]', 'ann@example.com');
    await on.page.fill('[name="password"]', 'Secret-password-1');
    await on.context.setOffline(true);
    await on.page.press('[name="password"]', 'Enter');
    await on.page.getByRole('alert').waitFor();
    expect(await on.page.locator('[name="login"]').inputValue()).toBe('ann@example.com');
    expect(await on.page.locator('[name="password"]').inputValue()).toBe('Secret-password-1');
    await on.close();
  });

  it('when they sign out everywhere, then another browser is asked to sign in as well', async () => {
    const [here, there] = [
      await visitor(browser, { locale: 'zh', size: 'phone' }),
      await visitor(browser, { locale: 'en', size: 'desktop' }),
    ];
    const one = await person('everywhere');
    await signedIn(here, one);
    await signedIn(there, one);
    await here.open('/account/security');
    await here.page.getByRole('button', { name: '退出所有设备' }).click();
    await faultless(here);
    await here.page.getByRole('button', { name: '全部退出' }).click();
    await here.page.waitForURL(/\/zh\/?$/);
    await there.open('/account/profile');
    await there.page.waitForURL(/sign-in/);
    await Promise.all([here.close(), there.close()]);
  });

  it('when they change their password, then the new one signs in, and the old one does not', async () => {
    const on = await visitor(browser, { locale: 'en', size: 'desktop' });
    const one = await person('changing');
    await signedIn(on, one);
    await on.open('/account/security');
    const next = `Secret-${ulid()}b2`;
    await on.page.fill('[name="from"]', 'Not-the-password-1');
    await on.page.fill('[name="to"]', next);
    await on.page.press('[name="to"]', 'Enter');
    await on.page.getByText('This is not your password.').waitFor();
    await on.page.fill('[name="from"]', one.password);
    await on.page.press('[name="to"]', 'Enter');
    await on.page.getByText('Your password is changed.').waitFor();
    await on.context.clearCookies();
    await signedIn(on, { login: one.login, password: next });
    await on.close();
  });
});
