import { parse } from 'csv-parse/sync';
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { runSchedule, settled } from '../../support/control.ts';
import { itemAt, waitingAt, whileHeld } from '../../support/desks.ts';
import type { Merchant } from '../../support/merchants.ts';
import { chargeBack, finance, paymentFault, paymentFees } from '../../support/payments.ts';
import { key, refusal, staff } from '../../support/people.ts';
import { passTo, providerDay } from '../../support/settlement.ts';
import { buy, buyer, onSale, shop, type Buyer, type Goods } from '../../support/shopping.ts';

let ann: Buyer;
let pot: Goods;
let seller: Merchant;
const reports = async () => (await (await finance()).call('GET /operator/v1/reconciliations', { limit: 100 })).items;
/** What finance downloads of a day's comparison: the rows of its files, and its manifest, with which they agree. */
const exportOf = async (date: string) => {
  const { files } = await (await finance()).call('GET /operator/v1/reconciliations/{date}/files', { date });
  const contents = new Map(
    await Promise.all(files.map(async ({ key: name, url }) => [name, await (await fetch(url)).text()] as const)),
  );
  const manifest = JSON.parse(contents.get(`reconciliations/${date}/manifest.json`)!) as {
    files: { key: string; rows: number; sha256: string; totals: Record<string, number> }[];
  };
  const rows = manifest.files.flatMap(({ key: name, rows: count, sha256, totals }) => {
    const content = contents.get(name)!;
    expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
    const read = parse(content, { columns: true }) as Record<string, string>[];
    expect(read).toHaveLength(count);
    expect(read.reduce((sum, { provider }) => sum + Number(provider), 0)).toBe(totals['BRL'] ?? 0);
    return read;
  });
  return { manifest, rows };
};
const discrepancies = async (reference: string) =>
  (await waitingAt(await finance(), 'discrepancies')).filter(({ shows }) => shows.reference === reference);
/** Buys one, and says under which reference the provider knows the first attempt to pay it. */
const purchase = async () => {
  const { paymentId, orders: [order] } = await buy(ann, [pot, 1]);
  return { total: order!.payable, reference: `${paymentId}-1` };
};

beforeAll(async () => {
  ann = await buyer();
  seller = await shop();
  pot = await onSale(seller, { stock: 20 });
  await passTo(6);
});

describe('Given a day of purchases', () => {
  it("when the provider's statement says the same as the ledger, then all of it is matched [SET-06] [SET-07]", async () => {
    const date = await providerDay();
    const { reference, total } = await purchase();
    await passTo(5);
    const report = (await reports()).find((one) => one.date === date);
    const { manifest, rows } = await exportOf(date);
    const { at: _, ...counts } = report!;
    expect(manifest).toMatchObject(counts);
    expect(rows).toHaveLength(report!.matched);
    const amount = String(total.amount);
    expect(rows).toContainEqual({
      outcome: 'matched',
      type: 'capture',
      reference,
      currency: 'BRL',
      ledger: amount,
      provider: amount,
    });
    expect(report!.matched).toBeGreaterThan(0);
    expect(await discrepancies(reference)).toEqual([]);
    await passTo(5);
    expect((await reports()).filter((one) => one.date === date)).toEqual([report]);
  });

  it('when the statement lacks a line and has another wrong, then both wait for finance, who resolves them [SET-06] [SET-07]', async () => {
    const date = await providerDay();
    await paymentFault({ kind: 'omit-line', match: 'capture' });
    const omitted = await purchase();
    await paymentFault({ kind: 'mismatch-line', match: 'capture' });
    const different = await purchase();
    await passTo(5);

    expect((await reports()).find((one) => one.date === date)).toMatchObject({
      missing: 1,
      extra: 0,
      different: 1,
      // The money of both is there: only the lines are wrong.
      balance: 1,
    });
    const [missing, ...others] = await discrepancies(omitted.reference);
    expect(others).toEqual([]);
    expect(missing!.shows).toMatchObject({
      date,
      kind: 'missing',
      type: 'capture',
      ledger: omitted.total,
    });
    const [wrong] = await discrepancies(different.reference);
    const { rows } = await exportOf(date);
    const outcomes = new Map(rows.map(({ reference, outcome, ledger, provider }) => [
      reference,
      { outcome, ledger, provider },
    ]));
    const amount = String(omitted.total.amount);
    expect(outcomes.get(omitted.reference)).toEqual({ outcome: 'missing', ledger: amount, provider: '0' });
    expect(outcomes.get(different.reference)).toMatchObject({ outcome: 'different', ledger: amount });
    const whoElse = (await staff('operator')).call('GET /operator/v1/reconciliations/{date}/files', { date });
    expect(await refusal(whoElse)).toBe('forbidden');
    expect(wrong!.shows).toMatchObject({ date, kind: 'different', ledger: different.total });
    expect(Math.abs(wrong!.shows.provider!.amount - wrong!.shows.ledger!.amount)).toBe(1);

    const discrepancyId = missing!.itemId;
    const resolve = { discrepancyId, note: 'The provider has sent the line by mail' };
    expect(
      await refusal(
        (await staff('operator')).call('POST /operator/v1/discrepancies/{discrepancyId}/resolve', resolve, key()),
      ),
    ).toBe('forbidden');
    const { call } = await finance();
    expect(
      await whileHeld(
        'discrepancies',
        discrepancyId,
        'finance',
        () => call('POST /operator/v1/discrepancies/{discrepancyId}/resolve', resolve, key()),
      ),
    ).toBe('taken-by-another');
    expect(await call('POST /operator/v1/discrepancies/{discrepancyId}/resolve', resolve, key())).toMatchObject({
      state: 'resolved',
      note: resolve.note,
    });
    expect(await refusal(call('POST /operator/v1/discrepancies/{discrepancyId}/resolve', resolve, key()))).toBe(
      'illegal-step',
    );
    expect(await discrepancies(omitted.reference)).toEqual([]);
    expect(await itemAt(await finance(), 'discrepancies', discrepancyId)).toMatchObject({
      settledBy: (await finance()).accountId,
    });
    expect(await discrepancies(different.reference)).toHaveLength(1);

    await passTo(5);
    expect(await discrepancies(omitted.reference)).toEqual([]);
  });

  it("when the provider's closing balance is off by what no movement explains, then that waits for finance by itself [SET-06]", async () => {
    const date = await providerDay();
    await purchase();
    await paymentFault({ kind: 'mismatch-balance', match: date });
    await passTo(5);
    expect((await reports()).find((one) => one.date === date)).toMatchObject({
      missing: 0,
      extra: 0,
      different: 0,
      balance: 1,
    });
    const [off, ...others] = (await discrepancies('sandbox')).filter((one) => one.shows.date === date);
    expect(others).toEqual([]);
    expect(off!.shows).toMatchObject({ kind: 'balance', type: 'balance', ledger: { currency: 'BRL' } });
    expect(off!.shows.provider!.amount - off!.shows.ledger!.amount).toBe(1);
  });

  it('when the provider keeps fees, then they are booked once, and are no discrepancy [SET-06]', async () => {
    const { call } = await finance();
    const costs = async () =>
      (await call('GET /operator/v1/ledger/trial-balance', {})).accounts.find(({ account, currency }) =>
        account === 'provider-fees' && currency === 'BRL'
      )?.balance.amount ?? 0;
    // The day after shows that yesterday's closing balance is right again.
    await passTo(6);
    await passTo(5);
    await paymentFees({ captureFixed: 30 });
    const [date, before] = [await providerDay(), await costs()];
    const { reference } = await purchase();
    await paymentFees({});
    await passTo(5);
    expect((await reports()).find((one) => one.date === date)).toMatchObject({ extra: 0, different: 0, balance: 0 });
    expect(await discrepancies(reference)).toEqual([]);
    expect(await costs() - before).toBe(30);
    await runSchedule('settlement/reconcile-days');
    await settled();
    expect(await costs() - before).toBe(30);
    await passTo(5);
    expect((await reports()).find((one) => one.date > date)).toMatchObject({ balance: 0 });
    expect(await call('GET /operator/v1/ledger/trial-balance', {})).toMatchObject({ balanced: true });
  });

  it("when a buyer's bank takes money back, then that waits for finance by its name, and a correction of it by two brings the books to what the provider has [SET-06]", async () => {
    const date = await providerDay();
    const { reference, total } = await purchase();
    await chargeBack(reference);
    await passTo(5);
    expect((await reports()).find((one) => one.date === date)).toMatchObject({ extra: 1, different: 0, balance: 0 });
    const [taken, ...others] = await discrepancies(reference);
    expect(others).toEqual([]);
    expect(taken!.shows).toMatchObject({
      kind: 'extra',
      type: 'chargeback',
      provider: { ...total, amount: -total.amount },
    });
    const { call } = await finance();
    const provider = 'sandbox' as const;
    const notices = await call('GET /operator/v1/payment-notice-piles/{provider}/notices', { provider, limit: 100 });
    expect(notices.items).toContainEqual(expect.objectContaining({ told: 'payment.charged-back' }));
    const [pile] = await waitingAt(await finance(), 'payment-notices');
    const aside = { provider, count: Number(pile!.shows['count']), reason: 'Its statement tells of it' };
    await call('POST /operator/v1/payment-notice-piles/{provider}/set-aside', aside, key());

    const corrects = taken!.itemId;
    const postings = [
      { account: `merchant-receivable:${seller.merchantId}`, amount: total },
      { account: 'provider-clearing:sandbox', amount: { ...total, amount: -total.amount } },
    ];
    const proposal = { postings, corrects, reason: 'The shop has sent nothing' };
    const { correctionId } = await call('POST /operator/v1/ledger/corrections', proposal, key());
    const other = await staff('finance');
    await other.call('POST /operator/v1/ledger/corrections/{correctionId}/approve', { correctionId }, key());
    const resolve = { discrepancyId: corrects, note: 'Claimed of the shop' };
    await call('POST /operator/v1/discrepancies/{discrepancyId}/resolve', resolve, key());
    const booked = await providerDay();
    await passTo(6);
    await passTo(5);
    const report = (await reports()).find((one) => one.date === booked);
    expect(report).toMatchObject({ extra: 0, missing: 0, balance: 0 });
  });
});
