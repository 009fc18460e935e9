/** A day of finance, in a real browser. */
import type { Browser } from 'playwright-core';
import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { days, minutes } from '../../shared/kernel/values/clock.ts';
import { launched } from '../support/browser.ts';
import { atConsole, consoleWords } from '../support/consoles.ts';
import { pass, settled, until } from '../support/control.ts';
import { itemAt, waitingAt } from '../support/desks.ts';
import { paymentFault, remit } from '../support/payments.ts';
import { key, staff } from '../support/people.ts';
import { completed, paidShop, passTo, passToExport, providerDay, today } from '../support/settlement.ts';
import { brl, buy, buyer, onSale, shop } from '../support/shopping.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launched();
});
afterAll(() => browser?.close());

const [zh, en] = [consoleWords('zh'), consoleWords('en')];
const propose = en.command('POST /operator/v1/ledger/corrections');

describe('Given finance', () => {
  it('when money arrives that pays for nothing, then it waits at their desk, and they decide where it goes', async () => {
    const finance = await staff('finance');
    const reference = `unknown-${ulid()}`;
    await remit(reference, brl(1234));
    const find = async () =>
      (await waitingAt(finance, 'payment-exceptions')).find(({ shows }) => JSON.stringify(shows).includes(reference));
    const { itemId } = (await until(find, (found) => found !== undefined))!;
    const on = await atConsole(
      browser,
      { locale: 'zh', size: 'phone' },
      finance,
      'operator/desks/waiting?desk=payment-exceptions&limit=100',
    );
    await on.faultless();
    await on.page.locator(`tbody a[href$="${itemId}"]`).first().click();
    await on.page.getByText('R$12.34').first().waitFor();
    await on.faultless();
    await on.key('a');
    await on.dialog.getByLabel(zh.field('action')).click();
    await on.page.locator('.ant-select-dropdown:visible').getByTitle(zh.choice('refund'), { exact: true }).click();
    await on.dialog.getByLabel(zh.field('note')).fill('<i>退还</i>汇款人');
    await on.faultless();
    await on.confirm(zh.command('POST /operator/v1/payment-exceptions/{exceptionId}/resolution'));
    await settled();
    expect(await itemAt(finance, 'payment-exceptions', itemId)).toMatchObject({ settledBy: finance.accountId });
    await on.close();
  });

  it("when the provider's statement lacks a line, then they see it in the day's reconciliation, and close it with a note", async () => {
    const [seller, one, finance] = await Promise.all([shop(), buyer(), staff('finance')]);
    const pot = await onSale(seller);
    await passTo(6);
    const date = await providerDay();
    await paymentFault({ kind: 'omit-line', match: 'capture' });
    const { paymentId } = await buy(one, [pot, 1]);
    await passTo(5);
    const item = (await waitingAt(finance, 'discrepancies')).find(({ shows }) => shows.reference === `${paymentId}-1`)!;
    const on = await atConsole(
      browser,
      { locale: 'en', size: 'desktop' },
      finance,
      'operator/settlement/reconciliations?limit=100',
    );
    await on.faultless();
    await on.page.locator(`tbody a[href$="${date}"]`).first().click();
    await on.page.getByText('manifest.json').waitFor();
    await on.faultless();
    await on.go(`operator/desks/item/discrepancies/${item.itemId}`);
    await on.faultless();
    await on.key('a');
    await on.dialog.getByLabel(en.field('note')).fill('The line came by mail');
    await on.confirm(en.command('POST /operator/v1/discrepancies/{discrepancyId}/resolve'));
    expect(await itemAt(finance, 'discrepancies', item.itemId)).toMatchObject({ settledBy: finance.accountId });
    await on.close();
  });

  it('when a day is settled, then they see what each shop gets, and the files of the day with their sums', async () => {
    const [seller, one, finance] = [await paidShop(), await buyer(), await staff('finance')];
    await completed(seller, one, await onSale(seller));
    await pass(days(7) + minutes(1));
    const date = await today();
    await passToExport();
    const on = await atConsole(
      browser,
      { locale: 'zh', size: 'phone' },
      finance,
      'operator/settlement/settlements?limit=100',
    );
    await on.faultless();
    await on.page.locator(`tbody a[href$="/settlement-statements/${date}"]`).first().click();
    await on.page.locator(`tbody a[href$="${seller.merchantId}"], tbody code[title="${seller.merchantId}"]`).first()
      .waitFor();
    await on.faultless();
    await on.go(`operator/settlement/settlement-files/${date}`);
    await on.page.getByText('ledger.csv').first().waitFor();
    const href = await on.page.locator('tbody tr', { hasText: 'manifest.json' }).locator('a').first().getAttribute(
      'href',
    );
    expect(await (await fetch(href!)).json()).toMatchObject({ date });
    await on.faultless();
    await on.go('operator/settlement/payouts?limit=100');
    await on.faultless();
    await on.close();
  });

  it('when the books are looked at, then a balance leads to its days and entries, and what is wrong is put right by four eyes', async () => {
    const [one, ann, bob] = [await buyer(), await staff('finance'), await staff('finance')];
    await buy(one, [await onSale(await shop()), 1]);
    const on = await atConsole(browser, { locale: 'en', size: 'desktop' }, ann, 'operator/ledger/trial-balance');
    const { page } = on;
    await page.getByText(en.field('balanced')).waitFor();
    await on.faultless();
    const row = page.locator('tbody tr', { hasText: en.choice('buyer-funds') }).filter({ hasText: 'BRL' });
    expect(await row.locator('td').nth(4).textContent()).toMatch(/^-?R\$[\d,]+\.\d\d$/);
    await row.getByRole('link').first().click();
    const date = await today();
    await on.go(`operator/ledger/account-days/buyer-funds?month=${date.slice(0, 7)}`);
    await on.faultless();
    await page.locator(`tbody a[href$="${date}"]`).first().click();
    await on.still();
    await page.locator('tbody tr', { hasText: en.choice('capture') }).first().waitFor();
    await on.faultless();
    await page.locator('tbody tr', { hasText: en.choice('capture') }).first().getByRole('button', { name: propose })
      .click();
    const corrects = await on.dialog.getByLabel(en.field('corrects')).inputValue();
    expect(corrects).toMatch(/^capture:/);
    const add = on.dialog.getByRole('button', { name: en.kit.add });
    for (
      const [i, [account, amount]] of ([['provider-fees', '0.05'], ['provider-clearing:sandbox', '-0.05']] as const)
        .entries()
    ) {
      await add.click();
      const posting = on.dialog.locator('.part').nth(i);
      await posting.getByLabel(en.field('account')).fill(account);
      await posting.getByRole('spinbutton').fill(amount);
      await posting.getByRole('combobox', { name: en.field('amount') }).click();
      await page.locator('.ant-select-dropdown:visible').getByTitle('BRL', { exact: true }).click();
    }
    await on.dialog.getByLabel(en.field('reason')).fill('The bank kept it');
    await on.faultless();
    await on.confirm(propose);
    await on.close();

    const item = (await waitingAt(bob, 'corrections')).find(({ shows }) => shows.corrects === corrects)!;
    expect(item.shows.proposedBy).toBe(ann.accountId);
    const second = await atConsole(
      browser,
      { locale: 'zh', size: 'desktop' },
      bob,
      `operator/desks/item/corrections/${item.itemId}`,
    );
    await second.faultless();
    await second.key('a');
    await second.confirm(zh.kit.confirm);
    await second.go('operator/ledger/corrections?state=approved&limit=100');
    await second.page.locator('tbody tr', { hasText: corrects }).first().waitFor();
    await second.faultless();
    await second.close();
    expect((await bob.call('GET /operator/v1/ledger/trial-balance', {})).balanced).toBe(true);
    await bob.call('POST /operator/v1/ledger/corrections', {
      postings: [{ account: 'provider-fees', amount: brl(-5) }, {
        account: 'provider-clearing:sandbox',
        amount: brl(5),
      }],
      corrects,
      reason: 'test',
    }, key()).then(({ correctionId }) =>
      ann.call('POST /operator/v1/ledger/corrections/{correctionId}/approve', { correctionId }, key())
    );
  });

  it('when a list is longer than a page, then its pages, columns and filters are in the address, and all of it is exported', async () => {
    const [ann, bob] = [await staff('finance'), await staff('finance')];
    const mark = `dis_${ulid()}`;
    for (let i = 0; i < 21; i += 1) {
      const { correctionId } = await ann.call('POST /operator/v1/ledger/corrections', {
        postings: [{ account: 'provider-fees', amount: brl(1 + i) }, {
          account: 'provider-clearing:sandbox',
          amount: brl(-1 - i),
        }],
        corrects: mark,
        reason: '=1+1',
      }, key());
      await ann.call('POST /operator/v1/ledger/corrections/{correctionId}/withdraw', { correctionId }, key());
    }
    const on = await atConsole(
      browser,
      { locale: 'en', size: 'desktop' },
      bob,
      'operator/ledger/corrections?state=withdrawn&columns=proposedAt,state,corrects,reason,proposedBy',
    );
    const { page } = on;
    await until(() => page.locator('tbody tr').count(), (count) => count === 20);
    await on.button(en.kit.nextPage).click();
    await page.waitForURL(/cursor=/);
    await on.still();
    await page.locator('tbody tr', { hasText: mark }).first().waitFor();
    const second = await page.locator('tbody tr').first().textContent();
    await page.reload();
    await on.still();
    expect(await page.locator('tbody tr').first().textContent()).toBe(second);
    await page.goBack();
    await until(() => page.locator('tbody tr').count(), (count) => count === 20);
    await on.button(en.kit.columns).click();
    await page.locator('.ant-popover').getByLabel(en.field('proposedBy')).click();
    await page.waitForURL(/columns=proposedAt%2Cstate%2Ccorrects%2Creason(&|$)/);
    await page.locator('thead').getByText(en.field('proposedBy')).waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: en.kit.export }).click();
    const file = await (await saved).createReadStream();
    const text = Buffer.concat(await Array.fromAsync(file)).toString();
    const lines = text.split(/\r?\n/).filter((line) => line.includes(mark));
    expect(lines).toHaveLength(21);
    expect(text.split(/\r?\n/)[0]).not.toContain(en.field('proposedBy'));
    expect(lines.every((line) => !line.includes(',=1+1') && line.includes("'=1+1"))).toBe(true);
    await on.go('operator/ledger/corrections?state=withdrawn&cursor=nonsense');
    await page.getByRole('alert').waitFor();
    await on.close();
  });
});
