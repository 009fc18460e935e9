import { expect, it } from 'vitest';
import { days } from '../../../shared/kernel/values/clock.ts';
import { dateAfter } from '../../../shared/kernel/values/calendar.ts';
import { pass } from '../../support/control.ts';
import { ruled } from '../../support/rulebooks.ts';
import { completed, paidShop, today } from '../../support/settlement.ts';
import { brl, buyer, onSale } from '../../support/shopping.ts';

const net = brl(6801);

it('pays shops on the days that finance has decided, and from the least amount on; the shop knows when [SET-05]', async () => {
  const [seller, ann] = [await paidShop(), await buyer()];
  await ruled('earning-release', { releaseAfter: 'PT0M' });
  await completed(seller, ann, await onSale(seller));
  await ruled('earning-release', { releaseAfter: 'P7D' });
  const next = async () => {
    await pass(days(1));
    await seller.signIn();
    return (await seller.call('GET /merchant/v1/statements', {})).items.map(({ paidOut }) => paidOut);
  };
  const balance = () => seller.call('GET /merchant/v1/balance', {});

  const payday = dateAfter(await today(), 2);
  await ruled('payout-schedule', { every: 'week', weekday: new Date(payday).getUTCDay() || 7 });
  expect(await balance()).toMatchObject({ payday, released: net });
  expect(await next()).toEqual([]);

  const least = brl(net.amount + 1);
  await ruled('payout-schedule', { least: [least] });
  expect(await balance()).toMatchObject({ payday, released: net, least });
  expect(await next()).toEqual([]);
  expect((await balance()).payday).toBe(dateAfter(payday, 7));

  await ruled('payout-schedule', { every: 'day', least: [net] });
  expect(await balance()).toMatchObject({ payday: dateAfter(payday, 1), least: net });
  expect(await next()).toEqual([net]);
  await ruled('payout-schedule', { least: [] });
  expect(await balance()).not.toHaveProperty('least');
});
