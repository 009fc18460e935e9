import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { days, hours, minutes } from '../../shared/kernel/values/clock.ts';
import { deadLetters, pass, settled } from '../support/control.ts';
import { waitingAt, whileHeld } from '../support/desks.ts';
import type { Merchant } from '../support/merchants.ts';
import { finance, paymentFault } from '../support/payments.ts';
import { key, refusal, staff } from '../support/people.ts';
import { completed, delivered, paidShop, passTo, passToExport, payTo, today } from '../support/settlement.ts';
import { brl, buyer, onSale, type Buyer, type Goods } from '../support/shopping.ts';

interface Manifest {
  readonly date: string;
  readonly ledgerFrom: string;
  readonly ledgerTo: string;
  readonly missing: readonly string[];
  readonly files: readonly {
    readonly key: string;
    readonly rows: number;
    readonly sha256: string;
    readonly totals: Record<string, number>;
  }[];
}
type Row = Record<string, string>;

/** A pot costs R$ 58.90 and R$ 15.00 of freight; 10 % of the pot are the platform's. */
const net = brl(5890 + 1500 - 589);

let ann: Buyer;
const sell = async (account?: string): Promise<{ seller: Merchant; pot: Goods }> => {
  const seller = await paidShop(account);
  return { seller, pot: await onSale(seller, { stock: 20 }) };
};
/** The files of a day by name, as finance downloads them, and the day's manifest. */
const download = async (date: string) => {
  const { files } = await (await finance()).call('GET /operator/v1/settlements/{date}/files', { date });
  const contents = new Map(
    await Promise.all(files.map(async ({ key: name, url }) => [name, await (await fetch(url)).text()] as const)),
  );
  return { contents, manifest: JSON.parse(contents.get(`settlements/${date}/manifest.json`)!) as Manifest };
};
const rowsOf = (content: string): Row[] => parse(content, { columns: true });
const sumOf = (rows: readonly Row[], column: string): number => rows.reduce((sum, row) => sum + Number(row[column]), 0);
/** Moves the clock past the after-sales window: what was held is released, and the day's settlement runs. */
const settleAfterWindow = (): Promise<void> => pass(days(7) + minutes(1));

beforeAll(async () => {
  ann = await buyer();
  await passTo(12);
});

describe('Given an order that its buyer has received', () => {
  it('when the after-sales window is over, then its money goes from held to released to a statement, a payout and the files of the day [SET-02] [SET-04] [SET-05] [SET-07] [SET-09]', async () => {
    const { seller, pot } = await sell();
    const orderId = await completed(seller, ann, pot);
    const balance = () => seller.call('GET /merchant/v1/balance', {});
    const earning = async () => (await seller.call('GET /merchant/v1/earnings', {})).items[0];

    expect(await earning()).toMatchObject({
      orderId,
      state: 'held',
      items: brl(5890),
      freight: brl(1500),
      commission: brl(589),
      net,
    });
    expect(await balance()).toMatchObject({ pending: net, released: brl(0) });
    await pass(days(7) - hours(1));
    expect(await balance()).toMatchObject({ pending: net, released: brl(0) });
    await pass(hours(2));
    expect(await earning()).toMatchObject({ state: 'released' });
    expect(await balance()).toMatchObject({ pending: brl(0), released: net });
    expect((await seller.call('GET /merchant/v1/statements', {})).items).toEqual([]);

    await passTo(2);
    const date = await today();
    const { items: [row, ...others] } = await seller.call('GET /merchant/v1/statements', {});
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      merchantId: seller.merchantId,
      date,
      part: 1,
      orders: 1,
      totals: { items: brl(5890), freight: brl(1500), commission: brl(589), net },
    });
    const { statementId } = row!;
    const { orderLines } = await seller.call('GET /merchant/v1/statements/{statementId}', { statementId });
    expect(orderLines).toMatchObject([{
      orderId,
      net,
      refunded: brl(0),
      lines: [{ quantity: 1, items: brl(5890), freight: brl(1500), commissionRate: 1000, commission: brl(589) }],
    }]);
    expect(await balance()).toMatchObject({ pending: brl(0), released: brl(0) });
    const { call } = await finance();
    const { items: entries } = await call('GET /operator/v1/ledger/merchants/{merchantId}/entries', {
      merchantId: seller.merchantId,
    });
    expect(entries.map(({ kind }) => kind)).toEqual(['payout-paid', 'payout-requested', 'release', 'earn']);

    await passToExport();
    expect((await call('GET /operator/v1/settlements', {})).items[0]).toMatchObject({
      date,
      state: 'exported',
      net: expect.arrayContaining([{ amount: expect.any(Number), currency: 'BRL' }]),
    });
    const { items: issued } = await call('GET /operator/v1/settlements/{date}/statements', { date, limit: 100 });
    expect(issued.map((one) => one.statementId)).toContain(statementId);
    const { contents, manifest } = await download(date);
    // The business day of Shanghai, eight hours ahead of UTC.
    expect(manifest).toMatchObject({ date, missing: [], ledgerTo: `${date}T16:00:00.000Z` });
    expect([...contents.keys()].toSorted()).toEqual(
      ['ledger.csv', 'lines.csv', 'manifest.json', 'set-offs.csv', 'statements.csv'].map((name) =>
        `settlements/${date}/${name}`
      ),
    );
    for (const { key: name, rows, sha256 } of manifest.files) {
      expect(createHash('sha256').update(contents.get(name)!).digest('hex')).toBe(sha256);
      expect(rowsOf(contents.get(name)!)).toHaveLength(rows);
    }
    const file = (name: string) => {
      const { totals } = manifest.files.find((one) => one.key.endsWith(`/${name}`))!;
      return { rows: rowsOf(contents.get(`settlements/${date}/${name}`)!), totals };
    };
    const { rows: statements, totals: nets } = file('statements.csv');
    expect(statements.find(({ statement }) => statement === statementId)).toMatchObject({
      merchant: seller.merchantId,
      currency: 'BRL',
      orders: '1',
      net: String(net.amount),
      set_off: '0',
      paid_out: String(net.amount),
    });
    expect(sumOf(statements, 'paid_out')).toBe(nets['BRL']);
    const { rows: lines, totals: items } = file('lines.csv');
    expect(lines.filter(({ order }) => order === orderId)).toMatchObject([{
      statement: statementId,
      items: '5890',
      freight: '1500',
      commission_rate: '1000',
      commission: '589',
      refunded: '0',
    }]);
    expect(sumOf(lines, 'items')).toBe(items['BRL']);
    const { rows: postings, totals: books } = file('ledger.csv');
    expect(Object.values(books).every((total) => total === 0)).toBe(true);
    // The statement, its payout and what was posted for it are in one day's files: the settlement ran on that day.
    expect(new Set(postings.filter(({ reference }) => reference === row!.payoutId).map(({ kind }) => kind))).toEqual(
      new Set(['payout-requested', 'payout-paid']),
    );
    // Each day has its files, and they go on where those of the day before have ended.
    const { items: runs } = await call('GET /operator/v1/settlements', { limit: 100 });
    const exported = await Promise.all(runs.slice(0, 9).map((run) => download(run.date)));
    for (const [i, { manifest: { ledgerFrom } }] of exported.slice(0, -1).entries()) {
      expect(ledgerFrom).toBe(exported[i + 1]!.manifest.ledgerTo);
    }
    const kindsOn = (day: (typeof exported)[number]): string[] => [
      ...new Set(
        rowsOf(day.contents.get(`settlements/${day.manifest.date}/ledger.csv`)!)
          .filter(({ order }) => order === orderId).map(({ kind }) => kind!),
      ),
    ];
    expect(exported.map(kindsOn).filter(({ length }) => length > 0)).toEqual([['release'], ['capture', 'earn']]);
  });

  it('when nobody confirms receipt, then it confirms itself ten days after delivery, and is earned [ORD-15] [SET-02]', async () => {
    const { seller, pot } = await sell();
    const orderId = await delivered(seller, ann, pot);
    const stateOf = async () => (await ann.call('GET /shop/v1/orders/{orderId}', { orderId })).state;
    await pass(days(10) - hours(1));
    expect(await stateOf()).toBe('delivered');
    await pass(hours(2));
    expect(await stateOf()).toBe('completed');
    expect((await ann.call('GET /shop/v1/orders/{orderId}', { orderId })).timeline.at(-1)).toMatchObject({
      event: 'order-completed',
      by: 'platform',
    });
    expect(await seller.call('GET /merchant/v1/balance', {})).toMatchObject({ pending: net, released: brl(0) });
  });

  it('when a part of it was given back before, then each part earns that much less, and its statement says so [SET-03] [PAY-07]', async () => {
    const { seller, pot } = await sell();
    const orderId = await delivered(seller, ann, pot);
    const { paymentId } = await ann.call('GET /shop/v1/orders/{orderId}', { orderId });
    const { call } = await finance();
    await call('POST /operator/v1/payments/{paymentId}/refunds', {
      paymentId,
      orderId,
      amount: brl(1000),
      note: 'A scratch',
    }, key());
    await settled();
    await ann.call('POST /shop/v1/orders/{orderId}/receipt', { orderId });
    await settled();
    await settleAfterWindow();
    const { items: [row] } = await seller.call('GET /merchant/v1/statements', {});
    const { orderLines: [explained] } = await seller.call('GET /merchant/v1/statements/{statementId}', {
      statementId: row!.statementId,
    });
    expect(explained).toMatchObject({
      orderId,
      refunded: brl(1000),
      items: brl(5093),
      freight: brl(1297),
      commission: brl(509),
      net: brl(5093 + 1297 - 509),
    });
    expect(await call('GET /operator/v1/ledger/trial-balance', {})).toMatchObject({ balanced: true });
  });

  it('when all of it was given back before, then a statement says so, and nothing is paid out [SET-03] [SET-05]', async () => {
    const { seller, pot } = await sell();
    const orderId = await delivered(seller, ann, pot);
    const { paymentId } = await ann.call('GET /shop/v1/orders/{orderId}', { orderId });
    const { call } = await finance();
    await call('POST /operator/v1/payments/{paymentId}/refunds', {
      paymentId,
      orderId,
      amount: brl(5890 + 1500),
      note: 'Broken on arrival',
    }, key());
    await settled();
    await ann.call('POST /shop/v1/orders/{orderId}/receipt', { orderId });
    await settled();
    await settleAfterWindow();
    const { items: [statement] } = await seller.call('GET /merchant/v1/statements', {});
    expect(statement).toMatchObject({ orders: 1, totals: { net: brl(0) } });
    expect(statement).not.toHaveProperty('payoutId');
    for (const state of ['requested', 'sent'] as const) {
      const { items } = await call('GET /operator/v1/payouts', { state, limit: 100 });
      expect(items.filter(({ merchantId }) => merchantId === seller.merchantId)).toEqual([]);
    }
    await passToExport();
    const { contents } = await download(statement!.date);
    const row = rowsOf(contents.get(`settlements/${statement!.date}/statements.csv`)!).find((one) =>
      one['statement'] === statement!.statementId
    );
    expect(row).toMatchObject({ net: '0', payout: '' });
  });

  it("when somebody else asks for the money's papers, then nothing is shown [SET-07] [IAM-20]", async () => {
    const { seller } = await sell();
    const date = await today();
    for (const one of [seller, ann, await staff('operator'), await staff('support')]) {
      expect(await refusal(one.call('GET /operator/v1/settlements/{date}/files', { date }))).toBe('forbidden');
      expect(await refusal(one.call('GET /operator/v1/settlements', {}))).toBe('forbidden');
    }
    const unsigned = (await (await finance()).call('GET /operator/v1/settlements', {})).items.find(({ state }) =>
      state === 'exported'
    )!;
    const { files: [file] } = await (await finance()).call('GET /operator/v1/settlements/{date}/files', {
      date: unsigned.date,
    });
    expect((await fetch(file!.url.split('?')[0]!)).ok).toBe(false);
  });
});

describe('Given a merchant whose bank does not take the money', () => {
  const payoutOf = async (merchantId: string, state: 'failed' | 'returned') =>
    (await waitingAt(await finance(), 'unpaid-payouts')).find(({ shows }) =>
      shows.merchantId === merchantId && shows.state === state
    );
  const replace = async (payoutId: string) => {
    const answer = await (await finance()).call('POST /operator/v1/payouts/{payoutId}/replace', { payoutId }, key());
    await settled();
    return answer;
  };

  it('when a payout fails, then the money is owed still, and finance pays it to the account that is verified next [SET-05]', async () => {
    const { seller, pot } = await sell('acct_closed');
    await completed(seller, ann, pot);
    await settleAfterWindow();
    const failed = await payoutOf(seller.merchantId, 'failed');
    expect(failed).toMatchObject({ shows: { amount: net, attempt: 1 } });
    expect(await seller.call('GET /merchant/v1/balance', {})).toMatchObject({ pending: brl(0), released: net });

    await seller.call('PUT /merchant/v1/shop/payout-account', { token: 'acct_2', holder: 'Blue Teapot Ltd' }, key());
    const payoutId = failed!.itemId;
    expect(await refusal(replace(payoutId))).toBe('payout-account-missing');
    await payTo(seller, 'acct_2');
    expect(await refusal(replace(payoutId))).toBe('payouts-held');
    await pass(days(3) + minutes(1));
    expect(await whileHeld('unpaid-payouts', payoutId, 'finance', () => replace(payoutId))).toBe('taken-by-another');
    expect(await replace(payoutId)).toMatchObject({
      state: 'requested',
      attempt: 2,
      amount: net,
      statementId: failed!.shows.statementId,
    });
    expect(await seller.call('GET /merchant/v1/balance', {})).toMatchObject({ pending: brl(0), released: brl(0) });
    expect(await payoutOf(seller.merchantId, 'failed')).toBeUndefined();
    expect(await refusal(replace(payoutId))).toBe('illegal-step');
  });

  it('when it comes back two days after it was paid, then it is owed again, and is replaced [SET-05]', async () => {
    const { seller, pot } = await sell('acct_returned');
    await completed(seller, ann, pot);
    await settleAfterWindow();
    expect(await seller.call('GET /merchant/v1/balance', {})).toMatchObject({ pending: brl(0), released: brl(0) });
    await pass(days(2) + minutes(1));
    const returned = await payoutOf(seller.merchantId, 'returned');
    expect(returned).toMatchObject({ shows: { amount: net } });
    expect(await seller.call('GET /merchant/v1/balance', {})).toMatchObject({ pending: brl(0), released: net });
    await payTo(seller, 'acct_1');
    await pass(days(3) + minutes(1));
    await replace(returned!.itemId);
    expect(await seller.call('GET /merchant/v1/balance', {})).toMatchObject({ pending: brl(0), released: brl(0) });
    const { items } = await (await finance()).call('GET /operator/v1/ledger/merchants/{merchantId}/entries', {
      merchantId: seller.merchantId,
    });
    expect(items.map(({ kind }) => kind).slice(0, 4)).toEqual([
      'payout-paid',
      'payout-requested',
      'payout-returned',
      'payout-paid',
    ]);
  });

  it('when the notices of payouts are lost, then the platform asks about each, however often the provider stumbles [SET-05]', async () => {
    const sellers = [await sell(), await sell()];
    for (const { seller, pot } of sellers) await completed(seller, ann, pot);
    await paymentFault({ kind: 'drop-webhook', match: 'payout.paid', count: sellers.length });
    await settleAfterWindow();
    const { call } = await finance();
    const ids = sellers.map(({ seller: { merchantId } }) => merchantId);
    const sent = async () =>
      (await call('GET /operator/v1/payouts', { state: 'sent', limit: 100 })).items.filter(({ merchantId }) =>
        ids.includes(merchantId)
      );
    expect(await sent()).toHaveLength(sellers.length);
    // Nobody hears anything in three runs of the schedule.
    await paymentFault({ kind: 'error', match: 'list-payouts', count: 3 * sellers.length });
    for (let run = 1; run <= 3; run += 1) {
      await pass(hours(1));
      expect(await sent()).toHaveLength(sellers.length);
    }
    await pass(hours(1));
    expect(await sent()).toEqual([]);
    expect(await deadLetters('settlement/check-payout')).toEqual([]);
    for (const merchantId of ids) {
      const { items } = await call('GET /operator/v1/ledger/merchants/{merchantId}/entries', { merchantId });
      expect(items[0]).toMatchObject({ kind: 'payout-paid' });
    }
  });
});
