/** A day of those who keep the market, in a real browser: reviewers, operators, support. */
import type { Browser } from 'playwright-core';
import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Locale } from '../../shared/kernel/values/text.ts';
import { shipmentOf as referenceOf } from '../../shared/logistics/shipment.ts';
import { launched, violations } from '../support/browser.ts';
import { atConsole, consoleWords } from '../support/consoles.ts';
import { until } from '../support/control.ts';
import { itemAt, waitingAt } from '../support/desks.ts';
import { submitted } from '../support/listings.ts';
import { applicant, merchant, submitComplete, supplyDocument } from '../support/merchants.ts';
import { accept, bought, carrierFault } from '../support/parcels.ts';
import { anyone, key, person, refusal, staff, theAdmin } from '../support/people.ts';
import { later, ruled } from '../support/rulebooks.ts';
import { buyer, onSale, shop } from '../support/shopping.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launched();
});
afterAll(() => browser?.close());

const said = (locale: Locale) => {
  const { kit, command, field, choice } = consoleWords(locale);
  return {
    goAhead: kit.confirm,
    required: kit.tokens.required,
    take: command('POST /operator/v1/applications/{merchantId}/take'),
    findings: command('POST /operator/v1/applications/{merchantId}/findings'),
    supplement: command('POST /operator/v1/applications/{merchantId}/supplement'),
    admit: command('POST /operator/v1/applications/{merchantId}/approve'),
    approve: command('POST /operator/v1/listing-reviews/{listingId}/approval'),
    sendBack: command('POST /operator/v1/listing-reviews/{listingId}/rejection'),
    freeze: command('POST /operator/v1/accounts/{accountId}/freeze'),
    giveRoles: command('PUT /operator/v1/accounts/{accountId}/roles'),
    closeOrder: command('POST /operator/v1/orders/{orderId}/close'),
    settle: command('POST /operator/v1/shipments/{shipmentId}/resolve'),
    newCategory: command('POST /operator/v1/categories'),
    setCommission: command('POST /operator/v1/categories/{categoryId}/rates'),
    announce: command('POST /operator/v1/announcements'),
    withdraw: command('POST /operator/v1/announcements/{announcementId}/withdraw'),
    propose: command('POST /operator/v1/rulebooks/{rulebook}/proposals'),
    second: command('POST /operator/v1/rulebook-proposals/{proposalId}/approval'),
    closeFeedback: command('POST /operator/v1/feedback/{feedbackId}/closing'),
    comment: field('comment'),
    reason: field('reason'),
    note: field('note'),
    outcome: field('outcome'),
    rate: field('basisPoints'),
    commissionRate: field('commissionRate'),
    changes: field('changes'),
    mostOpen: field('mostOpen'),
    pass: choice('pass'),
    fail: choice('fail'),
    truthfulness: choice('truthfulness'),
    support: choice('support'),
    frozen: choice('frozen'),
    delivered: choice('delivered'),
    cancelled: choice('cancelled'),
    draft: choice('draft'),
    withdrawn: choice('withdrawn'),
    zh: field('zh'),
  };
};
const [zh, en] = [said('zh'), said('en')];
const { kit } = consoleWords('en');

describe('Given a reviewer', () => {
  it('when an application waits, then its items are judged one by one beside its documents, it is sent back, and approved when it is mended', async () => {
    const w = zh;
    const [one, reviewer] = await Promise.all([applicant(), staff('reviewer')]);
    await submitComplete(one);
    const { merchantId } = one;
    const state = async () => (await one.call('GET /merchant/v1/application', {})).state;
    const on = await atConsole(browser, { locale: 'zh', size: 'phone' }, reviewer, 'operator');
    const { page } = on;
    await on.faultless();
    await on.go('operator/desks/waiting?desk=applications&limit=100');
    await page.locator(`tbody a[href$="/application/${merchantId}"]`).first().click();
    await on.still();
    await until(() => page.locator('iframe.document').count(), (count) => count === 3);
    await on.button(w.take).click();
    await on.faultless();
    await on.confirm(w.goAhead);
    const judged = page.locator('.ant-segmented');
    await until(() => judged.count(), (count) => count === 8);
    for (let i = 0; i < 8; i += 1) {
      await judged.nth(i).getByText(i === 0 ? w.fail : w.pass, { exact: true }).click();
    }
    await page.getByRole('textbox', { name: w.comment }).fill('<b>执照</b>看不清');
    await on.faultless();
    await on.button(w.findings).click();
    await on.button(w.supplement).click();
    await on.confirm(w.goAhead);
    expect(await state()).toBe('supplement-asked');

    await supplyDocument(one, 'businessLicence');
    await one.call('POST /merchant/v1/application/submit', {}, key());
    await on.go(`operator/merchants/application/${merchantId}`);
    await on.button(w.take).click();
    await on.confirm(w.goAhead);
    await judged.first().getByText(w.pass, { exact: true }).click();
    await on.button(w.findings).click();
    await on.button(w.admit).click();
    await on.confirm(w.goAhead);
    await on.faultless();
    expect(await state()).toBe('approved');
    await on.close();
  });

  it('when listings wait, then they go through them by the keyboard alone: next, approve, send back', async () => {
    const w = en;
    const [seller, reviewer] = await Promise.all([merchant(), staff('reviewer')]);
    const [first, second] = [await submitted(seller), await submitted(seller)];
    for (const { listingId } of [first, second]) {
      const item = { desk: 'listing-reviews', itemId: listingId } as const;
      await reviewer.call('POST /operator/v1/desks/{desk}/items/{itemId}/take', item, key());
    }
    const on = await atConsole(
      browser,
      { locale: 'en', size: 'desktop' },
      reviewer,
      'operator/desks/waiting?list=mine',
    );
    const { page } = on;
    const rows = page.locator('tbody tr');
    await until(() => rows.count(), (count) => count === 2);
    const shown = async () => page.url().split('/').at(-1)!;
    await on.key('j');
    await page.keyboard.press('Enter');
    await on.button(w.approve).waitFor();
    await on.faultless();
    const approved = await shown();
    await page.keyboard.press('a');
    await on.dialog.getByLabel(w.comment).pressSequentially('Good.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await on.dialog.waitFor({ state: 'detached' });
    await page.keyboard.press('j');
    await until(shown, (listingId) => listingId !== approved);
    await on.button(w.sendBack).waitFor();
    const sentBack = await shown();
    expect(new Set([approved, sentBack])).toEqual(new Set([first.listingId, second.listingId]));
    await page.keyboard.press('r');
    await on.dialog.getByLabel(w.truthfulness).press('Space');
    await on.dialog.getByLabel(w.comment).pressSequentially('The picture shows another pot');
    await on.faultless();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await on.dialog.waitFor({ state: 'detached' });
    const stateOf = async (listingId: string) =>
      (await seller.call('GET /merchant/v1/listings/{listingId}', { listingId })).state;
    expect([await stateOf(approved), await stateOf(sentBack)]).toEqual(['on-sale', 'draft']);
    await on.close();
  });

  it('when a colleague has taken what they decide about, then they are told so, and nothing is lost', async () => {
    const [seller, reviewer, colleague] = await Promise.all([merchant(), staff('reviewer'), staff('reviewer')]);
    const { listingId } = await submitted(seller);
    const on = await atConsole(
      browser,
      { locale: 'zh', size: 'desktop' },
      reviewer,
      `operator/catalogue/listing-review/${listingId}`,
    );
    const item = { desk: 'listing-reviews', itemId: listingId } as const;
    await colleague.call('POST /operator/v1/desks/{desk}/items/{itemId}/take', item, key());
    await on.key('a');
    await on.dialog.getByLabel(zh.comment).fill('很好');
    await on.dialog.getByRole('button', { name: zh.approve }).click();
    await on.dialog.getByText('同事已领取此事项').waitFor();
    expect(await on.dialog.getByLabel(zh.comment).inputValue()).toBe('很好');
    await on.faultless();
    await on.close();
    await colleague.call('POST /operator/v1/listing-reviews/{listingId}/rejection', {
      listingId,
      submittedAt: (await colleague.call('GET /operator/v1/listing-reviews/{listingId}', { listingId })).submittedAt!,
      reasons: ['truthfulness'],
      comment: 'test',
    }, key());
  });
});

describe('Given an operator', () => {
  it('when somebody is to be stopped, then they find the account, and freeze it with a reason; an admin gives roles', async () => {
    const w = en;
    const [one, operator] = await Promise.all([person('frozen'), staff('operator')]);
    const on = await atConsole(browser, { locale: 'en', size: 'desktop' }, operator, 'operator/identity/accounts');
    const { page } = on;
    await page.locator('#filter-login').fill(one.login);
    await page.keyboard.press('Enter');
    await page.locator('tbody').getByText(one.login).waitFor();
    expect(await on.button(w.giveRoles).count()).toBe(0);
    await on.faultless();
    await on.button(w.freeze).click();
    await on.dialog.getByRole('button', { name: w.freeze }).click();
    await on.dialog.getByText(w.required).waitFor();
    await on.dialog.getByLabel(w.reason).fill('Sells what is stolen');
    await on.faultless();
    await on.confirm(w.freeze);
    await page.locator('tbody').getByText(w.frozen, { exact: true }).waitFor();
    expect(await refusal(one.call('GET /shop/v1/profile', {}))).toBe('account-frozen');
    await on.close();

    const admin = await theAdmin();
    const [helper, above] = [
      await person('helper'),
      await atConsole(browser, { locale: 'zh', size: 'phone' }, admin, 'operator/identity/accounts'),
    ];
    await above.go(`operator/identity/accounts?login=${encodeURIComponent(helper.login)}`);
    await above.button(zh.giveRoles).click();
    await above.dialog.getByLabel(zh.support).check();
    await above.dialog.getByLabel(zh.reason).fill('新同事');
    await above.faultless();
    await above.confirm(zh.giveRoles);
    expect((await helper.call('GET /shop/v1/profile', {})).roles).toEqual(['buyer', 'support']);
    await above.close();
  });

  it('when the tree of categories grows, then a new one stands in it, with its rate, which can be set anew', async () => {
    const w = zh;
    const name = `陶 ${ulid()}`;
    const operator = await staff('operator');
    const on = await atConsole(browser, { locale: 'zh', size: 'phone' }, operator, 'operator/catalogue/categories');
    const { page } = on;
    await on.button(w.newCategory).click();
    await on.dialog.getByLabel(`(${w.zh})`).first().fill(name);
    await on.dialog.getByLabel(w.commissionRate).fill('5');
    await on.faultless();
    await on.confirm(w.newCategory);
    await page.getByText(name).click();
    await on.button(w.setCommission).click();
    await on.dialog.getByLabel(w.rate).fill('7.5');
    await on.confirm(w.setCommission);
    await page.getByText('7.5 %').first().waitFor();
    await on.faultless();
    const { categories } = await anyone()('GET /shop/v1/categories', {});
    const { categoryId } = categories.find((one) => one.name === name)!;
    expect((await operator.call('GET /operator/v1/categories/{categoryId}', { categoryId })).rates).toMatchObject([
      { basisPoints: 500 },
      { basisPoints: 750 },
    ]);
    await operator.call('POST /operator/v1/categories/{categoryId}/archive', { categoryId }, key());
    await on.close();
  });

  it('when a shop does not act, then they find the order by its number, and close it: the consequence is said before, the buyer is refunded', async () => {
    const w = en;
    const [seller, one, operator] = await Promise.all([shop(), buyer(), staff('operator')]);
    const orderId = await bought(one, await onSale(seller));
    const on = await atConsole(browser, { locale: 'en', size: 'desktop' }, operator, 'operator');
    const { page } = on;
    await page.locator('.finding input').fill(orderId);
    await page.keyboard.press('Enter');
    await on.button(w.closeOrder).waitFor();
    await on.faultless();
    await on.button(w.closeOrder).click();
    await on.dialog.getByText('gets the money back').waitFor();
    await on.dialog.getByLabel(w.reason).fill('The shop does not answer');
    // The answer is lost on the way: the same window sends it again, and it takes effect once.
    await page.route('**/close', async (route) => {
      await route.fetch();
      await route.abort();
    }, { times: 1 });
    await on.dialog.getByRole('button', { name: w.closeOrder }).click();
    await on.dialog.getByRole('alert').waitFor();
    on.complaints();
    await on.confirm(w.closeOrder);
    await page.getByText(w.cancelled).first().waitFor();
    await on.faultless();
    expect((await one.call('GET /shop/v1/orders/{orderId}', { orderId })).state).toBe('cancelled');
    // A page that cannot ask who is signed in says so, and signs nobody out.
    await page.route('**/browser-sessions/refresh', (route) => route.abort(), { times: 1 });
    await page.reload();
    await page.getByText(kit.unreachable).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: kit.retry }).click();
    await page.getByText(w.cancelled).first().waitFor();
    on.complaints();
    await on.close();
  });

  it('when no carrier takes a parcel, then they settle it at its desk', async () => {
    const w = zh;
    const [seller, one, operator] = await Promise.all([shop(), buyer(), staff('operator')]);
    const orderId = await bought(one, await onSale(seller));
    await carrierFault({ kind: 'decline', match: referenceOf(orderId) });
    const { shipmentId, trouble } = await accept(seller, orderId);
    expect(trouble).toBeDefined();
    const on = await atConsole(
      browser,
      { locale: 'zh', size: 'phone' },
      operator,
      `operator/desks/item/troubled-shipments/${shipmentId}`,
    );
    await on.faultless();
    await on.key('a');
    await on.dialog.getByLabel(w.outcome).click();
    await on.page.locator('.ant-select-dropdown').getByText(w.delivered).click();
    await on.dialog.getByLabel(w.note).fill('店铺亲自送达');
    await on.faultless();
    await on.confirm(w.settle);
    expect(await itemAt(operator, 'troubled-shipments', shipmentId)).toMatchObject({ settledBy: operator.accountId });
    await on.close();
  });
});

describe('Given an operator who speaks to all', () => {
  it('when they write an announcement, then it is drafted in both languages, shown as it will be read, put off, and called off', async () => {
    const w = en;
    const operator = await staff('operator');
    const on = await atConsole(
      browser,
      { locale: 'en', size: 'desktop' },
      operator,
      'operator/announcements/new-announcement',
    );
    const { page } = on;
    const subject = `Market day ${ulid()}`;
    const choose = async (label: string, value: string): Promise<void> => {
      await page.getByLabel(label, { exact: true }).first().click();
      await page.locator('.ant-select-dropdown:visible').getByTitle(value, { exact: true }).click();
    };
    await choose('Whom', 'Staff');
    await page.getByLabel('Arbitrator').check();
    await choose('Category', 'News');
    const title = page.locator('#words_en_subject');
    await title.fill(subject);
    await page.locator('#words_zh_subject').fill('开市日');
    await page.locator('#words_en_text').fill('<script>alert(1)</script> The market opens.');
    await page.locator('#words_zh_text').fill('集市开市。');
    await on.faultless();
    await page.locator('.sider nav a').first().click();
    await on.dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(await title.inputValue()).toBe(subject);
    await on.button(w.announce).click();
    await page.getByText(w.draft, { exact: true }).waitFor();
    await page.getByText(subject).first().waitFor();
    await on.faultless();
    await on.button('Send').click();
    await page.keyboard.press('Escape');
    await on.dialog.waitFor({ state: 'detached' });
    const announcementId = page.url().split('/').at(-1)!;
    const sendAt = await later(3_600_000);
    await operator.call('POST /operator/v1/announcements/{announcementId}/send', { announcementId, sendAt }, key());
    await on.go(`operator/announcements/announcement/${announcementId}`);
    await on.button(w.withdraw).click();
    await on.dialog.getByLabel(w.reason).fill('Another day');
    await on.confirm(w.withdraw);
    await page.getByText(w.withdrawn, { exact: true }).first().waitFor();
    await on.faultless();
    await on.close();
  });
});

describe('Given a rule that two people decide', () => {
  it('when one proposes another value in its form, then a second person reads what differs and approves it by a key', async () => {
    const [ann, bob] = await Promise.all([staff('operator'), staff('operator')]);
    const rulebook = 'open-freight-quotes';
    const first = await atConsole(
      browser,
      { locale: 'zh', size: 'phone' },
      ann,
      `operator/rulebooks/rulebook/${rulebook}`,
    );
    await first.faultless();
    await first.button(zh.propose).click();
    await first.dialog.getByLabel(zh.mostOpen).fill('11');
    await first.dialog.getByLabel(zh.reason).fill('买家询价较多');
    await first.faultless();
    await first.confirm(zh.propose);
    await first.close();
    const waiting = (await waitingAt(bob, 'rulebook-proposals')).find(({ shows }) => shows.rulebook === rulebook)!;
    const second = await atConsole(
      browser,
      { locale: 'en', size: 'desktop' },
      bob,
      `operator/rulebooks/proposal/${waiting.itemId}`,
    );
    const changes = second.page.locator('.part', { hasText: en.changes });
    await changes.getByText(en.mostOpen).waitFor();
    expect(await changes.locator('tbody td').allTextContents()).toEqual(
      [en.mostOpen, '10', '11'],
    );
    await second.faultless();
    await second.key('a');
    await second.dialog.getByLabel(en.reason).fill('As proposed');
    await second.confirm(en.second);
    await second.go(`operator/rulebooks/versions/${rulebook}`);
    await second.faultless();
    const version = second.page.locator('tbody table').first();
    expect(await version.locator('td').allTextContents()).toEqual([en.mostOpen, '10', '11']);
    await second.close();
    await ruled(rulebook, { mostOpen: 10 });
  });
});

describe('Given support', () => {
  it('when a visitor has left feedback, then it waits at their desk, a script in it stays text, and they close it with an answer', async () => {
    const support = await staff('support');
    const { feedbackId } = await anyone()('POST /shop/v1/feedback', {
      kind: 'problem',
      page: '/zh/cart',
      text: `<img src=x onerror=alert(1)> ${ulid()}`,
    });
    const on = await atConsole(
      browser,
      { locale: 'zh', size: 'phone' },
      support,
      'operator/desks/waiting?desk=feedback&limit=100',
    );
    await on.faultless();
    await on.page.locator(`tbody a[href*="${feedbackId}"]`).first().click();
    await on.page.locator('.part header a').first().click();
    await on.page.getByText('<img src=x onerror=alert(1)>').waitFor();
    await on.faultless();
    await on.key('a');
    await on.dialog.getByLabel(zh.note).fill('已修复');
    await on.confirm(zh.closeFeedback);
    expect(await itemAt(support, 'feedback', feedbackId)).toMatchObject({ settledBy: support.accountId });
    await on.close();
  });
});
