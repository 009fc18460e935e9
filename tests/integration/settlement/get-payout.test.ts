import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { days, hours, minutes } from '../../../shared/kernel/values/clock.ts';
import { pass } from '../../support/control.ts';
import type { Merchant } from '../../support/merchants.ts';
import { finance, paymentFault } from '../../support/payments.ts';
import { key, refusal, staff } from '../../support/people.ts';
import { completed, paidShop, passTo } from '../../support/settlement.ts';
import { brl, buyer, onSale, type Buyer } from '../../support/shopping.ts';

const net = brl(6801);
const payoutId = 'pot_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A';

let ann: Buyer;
/** A shop whose first order has been released, and settled with whatever goes wrong then. */
const settledWith = async (...faults: Parameters<typeof paymentFault>[0][]): Promise<Merchant> => {
  const seller = await paidShop();
  await completed(seller, ann, await onSale(seller));
  for (const fault of faults) await paymentFault(fault);
  await pass(days(7) + minutes(1));
  return seller;
};
const own = async ({ call }: Merchant, language = 'en') =>
  (await call('GET /merchant/v1/payouts', {}, { 'accept-language': language })).items;
type Standing = 'requested' | 'held' | 'sent' | 'paid' | 'failed' | 'returned' | 'replaced';
const listed = async (seller: Merchant, state: Standing) => {
  const { call } = await finance();
  const found = [];
  let cursor: string | undefined;
  do {
    const page = await call('GET /operator/v1/payouts', { state, limit: 100, ...(cursor && { cursor }) });
    found.push(...page.items.filter(({ merchantId }) => merchantId === seller.merchantId));
    cursor = page.cursor;
  } while (cursor);
  return found;
};

beforeAll(async () => {
  ann = await buyer();
  await passTo(12);
});

describe('a payout', () => {
  it('that was paid is seen by its shop and by finance, with its statement as a file [SET-09]', async () => {
    const seller = await settledWith();
    const [row] = await own(seller);
    expect(row).toMatchObject({ amount: net, state: 'paid', attempt: 1, hold: [] });
    expect(row).not.toHaveProperty('why');
    expect(await seller.call('GET /merchant/v1/payouts/{payoutId}', { payoutId: row!.payoutId })).toEqual(row);
    const { call } = await finance();
    expect(await call('GET /operator/v1/payouts/{payoutId}', { payoutId: row!.payoutId })).toMatchObject({
      merchantId: seller.merchantId,
      state: 'paid',
      provider: 'sandbox',
      others: [],
    });
    expect(await listed(seller, 'paid')).toMatchObject([{ payoutId: row!.payoutId }]);
    const { statementId } = row!;
    for (let n = 1; n <= 2; n += 1) {
      const { url } = await seller.call('GET /merchant/v1/statements/{statementId}/file', { statementId });
      const file = await fetch(url);
      expect(file.headers.get('content-type')).toMatch('text/csv');
      const rows = parse(await file.text(), { columns: true, bom: true }) as Record<string, string>[];
      expect(rows.reduce((sum, { net: part }) => sum + Number(part), 0)).toBe(net.amount);
    }
  });

  it('that failed, and what replaced it, are told apart by both, and its shop reads why in its language [SET-09]', async () => {
    const seller = await settledWith({ kind: 'decline', match: 'payout' });
    const [failed] = await own(seller);
    expect(failed).toMatchObject({ state: 'failed', failureCode: 'account-refused' });
    expect(failed!.why).toBe(
      'The bank does not accept payments to this account. The money is still yours: check your payout account, and we pay it again.',
    );
    expect((await own(seller, 'zh'))[0]!.why).toMatch('银行拒绝向该账户付款');
    expect(await listed(seller, 'failed')).toMatchObject([{ payoutId: failed!.payoutId }]);
    const { call } = await finance();
    const next = await call('POST /operator/v1/payouts/{payoutId}/replace', { payoutId: failed!.payoutId }, key());
    await pass(minutes(5));
    expect(await own(seller)).toMatchObject([
      { payoutId: next.payoutId, state: 'paid', attempt: 2 },
      { payoutId: failed!.payoutId, state: 'replaced', why: expect.stringContaining('another payout') },
    ]);
    expect(await listed(seller, 'failed')).toEqual([]);
    expect(await listed(seller, 'replaced')).toMatchObject([{ payoutId: failed!.payoutId }]);
    expect(await call('GET /operator/v1/payouts/{payoutId}', { payoutId: next.payoutId })).toMatchObject({
      others: [{ payoutId: failed!.payoutId, state: 'replaced' }],
    });
  });

  it('that is held before it is sent says so, and stands with what is held until it goes [SET-09]', async () => {
    const seller = await settledWith({ kind: 'proxy-page', match: 'create-payout' });
    expect(await own(seller)).toMatchObject([{ state: 'requested', why: 'It is about to be sent to the bank.' }]);
    const { merchantId } = seller;
    const { call } = await finance();
    await call('POST /operator/v1/merchants/{merchantId}/payout-hold', { merchantId, reason: 'Many refunds' }, key());
    expect(await own(seller)).toMatchObject([
      { state: 'requested', hold: [{ reason: 'under-review' }], why: expect.stringContaining('looking into') },
    ]);
    await pass(hours(2));
    expect(await listed(seller, 'requested')).toEqual([]);
    expect(await listed(seller, 'held')).toMatchObject([{ state: 'requested', heldBy: ['under-review'] }]);
    await call('POST /operator/v1/merchants/{merchantId}/payout-hold/release', {
      merchantId,
      reason: 'They were right',
    }, key());
    await pass(hours(2));
    expect(await listed(seller, 'held')).toEqual([]);
    expect(await own(seller)).toMatchObject([{ state: 'paid' }]);
    expect((await listed(seller, 'paid'))[0]).not.toHaveProperty('heldBy');
  });

  it('is for its own shop alone, and one that is not there is not found [SET-09] [IAM-20]', async () => {
    const [seller, rival] = [await settledWith(), await paidShop()];
    const [mine] = await own(seller);
    const { payoutId: theirs, statementId } = mine!;
    const statement = 'GET /merchant/v1/statements/{statementId}/file';
    expect(await refusal(rival.call('GET /merchant/v1/payouts/{payoutId}', { payoutId: theirs }))).toBe('not-found');
    expect(await refusal(rival.call(statement, { statementId }))).toBe('not-found');
    expect(await own(rival)).toEqual([]);
    expect(await refusal(seller.call('GET /merchant/v1/payouts/{payoutId}', { payoutId }))).toBe('not-found');
    expect(await refusal(seller.call('GET /merchant/v1/payouts', { cursor: 'e30' }))).toBe('invalid-cursor');
    expect(await refusal((await finance()).call('GET /operator/v1/payouts/{payoutId}', { payoutId }))).toBe(
      'not-found',
    );
    const { call } = await staff('merchant');
    expect(await refusal(call('GET /merchant/v1/payouts', {}))).toBe('no-shop');
    expect(await refusal(call('GET /merchant/v1/payouts/{payoutId}', { payoutId }))).toBe('no-shop');
    expect(await refusal(call(statement, { statementId }))).toBe('no-shop');
  });
});
