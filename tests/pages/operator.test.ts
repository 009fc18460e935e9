/** A day of those who keep the market, in a real browser: reviewers, operators, support. */
import type { Browser } from 'playwright-core';
import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shipmentOf as referenceOf } from '../../shared/logistics/shipment.ts';
import { launched } from '../support/browser.ts';
import { atConsole } from '../support/at-console.ts';
import { until } from '../support/control.ts';
import { itemAt, waitingAt } from '../support/desks.ts';
import { submitted } from '../support/listings.ts';
import { applicant, merchant, submitComplete, supplyDocument } from '../support/merchants.ts';
import { accept, bought, carrierFault } from '../support/parcels.ts';
import { anyone, key, person, refusal, staff, theAdmin } from '../support/people.ts';
import { later } from '../support/rulebooks.ts';
import { buyer, onSale, shop } from '../support/shopping.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launched();
});
afterAll(() => browser?.close());

const english = {
  goAhead: 'Go ahead',
  pass: 'Pass',
  fail: 'Fail',
  comment: 'Comment',
  findings: 'Record findings',
  approve: 'Approve',
  sendBack: 'Send back',
  truthfulness: 'Truthfulness',
  freeze: 'Freeze',
  giveRoles: 'Give roles',
  support: 'Support',
  reason: 'Reason',
  note: 'Note',
  closeOrder: 'Close order',
  settle: 'Settle',
  outcome: 'Outcome',
  delivered: 'Delivered',
  close: 'Close',
  newCategory: 'New category',
  setCommission: 'Set commission',
  rate: 'Rate',
  commissionRate: 'Commission rate',
};
const said: Record<'en' | 'zh', typeof english> = {
  en: english,
  zh: {
    goAhead: '确定',
    pass: '通过',
    fail: '未通过',
    comment: '意见',
    findings: '记录审核意见',
    approve: '批准',
    sendBack: '退回',
    truthfulness: '真实性',
    freeze: '冻结账户',
    giveRoles: '设定角色',
    support: '客服',
    reason: '原因',
    note: '备注',
    closeOrder: '关闭订单',
    settle: '处理',
    outcome: '结果',
    delivered: '已送达',
    close: '关闭反馈',
    newCategory: '新建类目',
    setCommission: '设定佣金',
    rate: '费率',
    commissionRate: '佣金费率',
  },
};

describe('Given a reviewer', () => {
  it('when an application waits, then its items are judged one by one beside its documents, it is sent back, and approved when it is mended', async () => {
    const w = said.zh;
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
    expect(await page.locator('iframe.document').count()).toBe(3);
    await on.key('t');
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
    await page.locator('[aria-keyshortcuts="s"]').waitFor();
    await on.key('s');
    await on.confirm(w.goAhead);
    expect(await state()).toBe('supplement-asked');

    await supplyDocument(one, 'businessLicence');
    await one.call('POST /merchant/v1/application/submit', {}, key());
    await on.go(`operator/merchants/application/${merchantId}`);
    await on.key('t');
    await on.confirm(w.goAhead);
    await judged.first().getByText(w.pass, { exact: true }).click();
    await on.button(w.findings).click();
    await page.locator('[aria-keyshortcuts="a"]').waitFor();
    await on.key('a');
    await on.confirm(w.goAhead);
    await on.faultless();
    expect(await state()).toBe('approved');
    await on.close();
  });

  it('when listings wait, then they go through them by the keyboard alone: next, approve, send back', async () => {
    const w = said.en;
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
    await on.dialog.getByLabel(said.zh.comment).fill('很好');
    await on.dialog.getByRole('button', { name: /^批\s?准/ }).click();
    await on.dialog.getByText('同事已领取此事项').waitFor();
    expect(await on.dialog.getByLabel(said.zh.comment).inputValue()).toBe('很好');
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
    const w = said.en;
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
    await on.dialog.getByText('Required').waitFor();
    await on.dialog.getByLabel(w.reason).fill('Sells what is stolen');
    await on.faultless();
    await on.confirm(w.freeze);
    await page.locator('tbody').getByText('Frozen').waitFor();
    expect(await refusal(one.call('GET /shop/v1/profile', {}))).toBe('account-frozen');
    await on.close();

    const admin = await theAdmin();
    const [helper, above] = [
      await person('helper'),
      await atConsole(browser, { locale: 'zh', size: 'phone' }, admin, 'operator/identity/accounts'),
    ];
    await above.go(`operator/identity/accounts?login=${encodeURIComponent(helper.login)}`);
    await above.button(said.zh.giveRoles).click();
    await above.dialog.getByLabel(said.zh.support).check();
    await above.dialog.getByLabel(said.zh.reason).fill('新同事');
    await above.faultless();
    await above.confirm(said.zh.giveRoles);
    expect((await helper.call('GET /shop/v1/profile', {})).roles).toEqual(['buyer', 'support']);
    await above.close();
  });

  it('when the tree of categories grows, then a new one stands in it, with its rate, which can be set anew', async () => {
    const w = said.zh;
    const name = `陶 ${ulid()}`;
    const operator = await staff('operator');
    const on = await atConsole(browser, { locale: 'zh', size: 'phone' }, operator, 'operator/catalogue/categories');
    const { page } = on;
    await on.button(w.newCategory).click();
    await on.dialog.getByLabel(/\(中文\)/).first().fill(name);
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
    const w = said.en;
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
    await page.getByText('Cancelled').first().waitFor();
    await on.faultless();
    expect((await one.call('GET /shop/v1/orders/{orderId}', { orderId })).state).toBe('cancelled');
    await on.close();
  });

  it('when no carrier takes a parcel, then they settle it at its desk', async () => {
    const w = said.zh;
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
    const [en, zh] = [page.locator('#words_en_subject'), page.locator('#words_zh_subject')];
    await en.fill(subject);
    await zh.fill('开市日');
    await page.locator('#words_en_text').fill('<script>alert(1)</script> The market opens.');
    await page.locator('#words_zh_text').fill('集市开市。');
    await on.faultless();
    await page.locator('.menu-button').or(page.locator('.sider nav a').first()).last().click();
    await on.dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(await en.inputValue()).toBe(subject);
    await on.button('New announcement').click();
    await page.getByText('Draft', { exact: true }).waitFor();
    await page.getByText(subject).first().waitFor();
    await on.faultless();
    await on.button('Send').click();
    await page.keyboard.press('Escape');
    await on.dialog.waitFor({ state: 'detached' });
    const announcementId = page.url().split('/').at(-1)!;
    const sendAt = await later(3_600_000);
    await operator.call('POST /operator/v1/announcements/{announcementId}/send', { announcementId, sendAt }, key());
    await on.go(`operator/announcements/announcement/${announcementId}`);
    await on.button('Withdraw').click();
    await on.confirm('Go ahead');
    await page.getByText('Withdrawn', { exact: true }).first().waitFor();
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
    await first.button('提议更改').click();
    await first.dialog.getByLabel('同时上限').fill('11');
    await first.dialog.getByLabel('原因').fill('买家询价较多');
    await first.faultless();
    await first.confirm('提议更改');
    await first.close();
    const waiting = (await waitingAt(bob, 'rulebook-proposals')).find(({ shows }) => shows.rulebook === rulebook)!;
    const second = await atConsole(
      browser,
      { locale: 'en', size: 'desktop' },
      bob,
      `operator/rulebooks/proposal/${waiting.itemId}`,
    );
    const changes = second.page.getByRole('region', { name: 'Changes' });
    await changes.getByText('At most at once').waitFor();
    expect(await changes.locator('tbody td').allTextContents()).toEqual(
      ['At most at once', '10', '11'],
    );
    await second.faultless();
    await second.key('a');
    await second.dialog.getByLabel('Reason').fill('As proposed');
    await second.confirm('Approve');
    await second.go(`operator/rulebooks/versions/${rulebook}`);
    await second.faultless();
    await second.button('Call off').click();
    await second.dialog.getByLabel('Reason').fill('test');
    await second.confirm('Call off');
    expect((await bob.call('GET /operator/v1/rulebooks/{rulebook}', { rulebook })).scheduled).toEqual([]);
    await second.close();
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
    await on.dialog.getByLabel('备注').fill('已修复');
    await on.confirm('关闭反馈');
    expect(await itemAt(support, 'feedback', feedbackId)).toMatchObject({ settledBy: support.accountId });
    await on.close();
  });
});
