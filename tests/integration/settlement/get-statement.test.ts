import { beforeAll, describe, expect, it } from 'vitest';
import { days, hours, minutes } from '../../../shared/kernel/values/clock.ts';
import { pass, redrive } from '../../support/control.ts';
import type { Merchant } from '../../support/merchants.ts';
import { finance } from '../../support/payments.ts';
import { key, refusal, staff } from '../../support/people.ts';
import { completed, paidShop, passTo, passToExport, payTo, today } from '../../support/settlement.ts';
import { brl, buyer, onSale, shop, type Buyer, type Goods } from '../../support/shopping.ts';

const statementId = 'stm_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A';

let seller: Merchant;
let pot: Goods;
let ann: Buyer;
const settle = (): Promise<void> => pass(days(7) + minutes(1));
const statementsOf = async ({ call }: Merchant) => (await call('GET /merchant/v1/statements', {})).items;

beforeAll(async () => {
  [seller, ann] = [await paidShop(), await buyer()];
  pot = await onSale(seller, { stock: 20 });
});

describe('a statement', () => {
  it('holds each order once, and one is issued a day however often it is asked for [SET-04]', async () => {
    const first = [await completed(seller, ann, pot), await completed(seller, ann, pot)];
    await settle();
    const second = await completed(seller, ann, pot);
    await settle();
    const statements = await statementsOf(seller);
    expect(statements.map(({ orders, totals: { net } }) => [orders, net])).toEqual([[1, brl(6801)], [2, brl(13602)]]);
    const ordersOf = async (statement: (typeof statements)[number]) =>
      (await seller.call('GET /merchant/v1/statements/{statementId}', { statementId: statement.statementId }))
        .orderLines.map(({ orderId }) => orderId);
    expect(await ordersOf(statements[0]!)).toEqual([second]);
    expect((await ordersOf(statements[1]!)).toSorted()).toEqual(first.toSorted());
    await pass(days(1));
    expect(await statementsOf(seller)).toEqual(statements);
  });

  it('waits until finance has verified where the money goes, and is issued then [SET-05]', async () => {
    const late = await shop();
    const orderId = await completed(late, ann, await onSale(late));
    await settle();
    expect(await statementsOf(late)).toEqual([]);
    expect(await late.call('GET /merchant/v1/balance', {})).toMatchObject({ pending: brl(0), released: brl(6801) });
    await payTo(late, 'acct_1');
    await pass(days(1));
    expect(await statementsOf(late)).toMatchObject([{ orders: 1 }]);
    expect((await late.call('GET /merchant/v1/earnings', {})).items).toMatchObject([{ orderId, state: 'claimed' }]);
  });

  it('is not issued of a day whose files are written: the next day takes what was left [SET-04] [SET-07]', async () => {
    const one = await paidShop();
    const teapot = await onSale(one);
    await passTo(3);
    await completed(one, ann, teapot);
    // The day's settlement runs in the first step, and the earning is released in the second.
    await pass(days(7) - minutes(30));
    await pass(hours(1));
    expect(await one.call('GET /merchant/v1/balance', {})).toMatchObject({ pending: brl(0), released: brl(6801) });
    const date = await today();
    await passToExport();
    const { call } = await finance();
    const { items } = await call('GET /operator/v1/settlements', {});
    expect(items.find((run) => run.date === date)).toMatchObject({ state: 'exported' });
    const { merchantId } = one;
    await redrive('settlement/settle-merchant', `${merchantId} late`, { merchantId, date, part: 1 });
    expect(await statementsOf(one)).toEqual([]);
    await pass(days(1));
    expect(await statementsOf(one)).toMatchObject([{ orders: 1 }]);
    expect((await statementsOf(one))[0]!.date > date).toBe(true);
  });

  it("is the shop's own alone [SET-09] [IAM-20]", async () => {
    const [mine] = await statementsOf(seller);
    const rival = await paidShop();
    expect(await refusal(rival.call('GET /merchant/v1/statements/{statementId}', { statementId: mine!.statementId })))
      .toBe('not-found');
    expect(await refusal(seller.call('GET /merchant/v1/statements/{statementId}', { statementId }))).toBe('not-found');
    expect(await statementsOf(rival)).toEqual([]);
  });

  it('is nothing for who has no shop, and lists take their own cursors only', async () => {
    const { call } = await staff('merchant');
    const cursor = 'e30';
    for (const list of ['GET /merchant/v1/statements', 'GET /merchant/v1/earnings'] as const) {
      expect(await refusal(call(list, {}))).toBe('no-shop');
      expect(await refusal(seller.call(list, { cursor }))).toBe('invalid-cursor');
    }
    expect(await refusal(call('GET /merchant/v1/balance', {}))).toBe('no-shop');
    expect(await refusal(call('GET /merchant/v1/statements/{statementId}', { statementId }))).toBe('no-shop');
  });
});

describe('what finance sees', () => {
  it('is listed page by page, each list with its own cursors [SET-07]', async () => {
    const { call } = await finance();
    const cursor = 'e30';
    for (
      const list of [
        'GET /operator/v1/settlements',
        'GET /operator/v1/reconciliations',
        'GET /operator/v1/payouts',
      ] as const
    ) {
      expect(await refusal(call(list, { cursor }))).toBe('invalid-cursor');
    }
    const date = await today();
    expect(await refusal(call('GET /operator/v1/settlements/{date}/statements', { date, cursor }))).toBe(
      'invalid-cursor',
    );
    const first = await call('GET /operator/v1/settlements', { limit: 1 });
    const second = await call('GET /operator/v1/settlements', { limit: 1, cursor: first.cursor });
    expect(second.items[0]!.date < first.items[0]!.date).toBe(true);
  });

  it('of a day without settlement is nothing, and of no day is refused [SET-07]', async () => {
    const { call } = await finance();
    expect(await call('GET /operator/v1/settlements/{date}/files', { date: '2020-02-29' })).toEqual({ files: [] });
    expect(await call('GET /operator/v1/settlements/{date}/statements', { date: '2020-02-29' })).toEqual({ items: [] });
    expect(await refusal(call('GET /operator/v1/settlements/{date}/files', { date: '2021-02-29' }))).toBe(
      'invalid-input',
    );
  });

  it('and decides is about things that are there [SET-05] [SET-06]', async () => {
    const { call } = await finance();
    const nowhere = { discrepancyId: 'dis_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A', note: 'x' };
    expect(await refusal(call('POST /operator/v1/discrepancies/{discrepancyId}/resolve', nowhere, key()))).toBe(
      'not-found',
    );
    expect(
      await refusal(
        call('POST /operator/v1/payouts/{payoutId}/replace', { payoutId: 'pot_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A' }, key()),
      ),
    ).toBe('not-found');
    const { items: [mine] } = await seller.call('GET /merchant/v1/statements', {});
    expect(await refusal(call('POST /operator/v1/payouts/{payoutId}/replace', { payoutId: mine!.payoutId! }, key())))
      .toBe('illegal-step');
  });
});
