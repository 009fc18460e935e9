import { afterAll, beforeAll, expect, it } from 'vitest';
import { listingRefresh } from '../../../shared/catalogue/rulebooks.ts';
import { days } from '../../../shared/kernel/values/clock.ts';
import { inboxOf, pass, runSchedule, settled } from '../../support/control.ts';
import { listed, type Receipt } from '../../support/listings.ts';
import { merchant, type Merchant } from '../../support/merchants.ts';
import { anyone } from '../../support/people.ts';
import { ruled } from '../../support/rulebooks.ts';

let seller: Merchant;
let [older, newer]: Receipt[] = [];

beforeAll(async () => {
  seller = await merchant();
  older = await listed(seller, { title: { en: 'Older pot' } });
  newer = await listed(seller, { title: { en: 'Newer pot' } });
});
afterAll(() => ruled('listing-refresh', listingRefresh.initial));

it('new arrivals stand first, page by page, and a shop is reminded of what it has not touched for long, once [CAT-15]', async () => {
  const first = await anyone()('GET /shop/v1/products', { limit: 1, locale: 'en' });
  const second = await anyone()('GET /shop/v1/products', { limit: 1, locale: 'en', cursor: first.cursor });
  expect([first, second].map(({ items: [one] }) => one!.listingId)).toEqual([newer!.listingId, older!.listingId]);

  await ruled('listing-refresh', { untouchedFor: 'P2D', again: 'P30D' });
  await pass(days(3));
  const reminders = async () => (await inboxOf(seller.login)).filter(({ subject = '' }) => /not touched/.test(subject));
  for (const _ of [1, 2]) {
    await runSchedule('catalogue/start-refresh-reminders');
    await settled();
    expect(await reminders()).toMatchObject([{ text: expect.stringContaining('Older pot') }]);
  }
});
