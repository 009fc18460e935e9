import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { ADMIN_ACCESS_KEY, LOCAL_SECRET } from '../../../local/services/types.ts';
import { days, minutes } from '../../../shared/kernel/values/clock.ts';
import type { Answer } from '../../../web/client.ts';
import { pass, redrive, runSchedule, settled, until } from '../../support/control.ts';
import { itemAt, waitingAt, whileHeld } from '../../support/desks.ts';
import { linesOf } from '../../support/logs.ts';
import type { Merchant } from '../../support/merchants.ts';
import { key, refusal, staff, type Person } from '../../support/people.ts';
import { ruled } from '../../support/rulebooks.ts';
import { completed, delivered, paidShop, today } from '../../support/settlement.ts';
import { brl, buyer, onSale, shop, type Buyer, type Goods } from '../../support/shopping.ts';

type Debt = Answer<'GET /operator/v1/debts/{debtId}'>;

const nothing = { debtId: 'dbt_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A' };
/** What a shop gets of an order, and what its buyer has paid. */
const [net, price] = [brl(6801), brl(7390)];

let seller: Merchant;
let ann: Buyer;
let pot: Goods;
let [bea, carl]: Person[] = [];

/** Asks for the money of an order's one unit back. */
const asks = async (orderId: string) => {
  const { lines: [line] } = await ann.call('GET /shop/v1/orders/{orderId}', { orderId });
  const wanted = {
    orderId,
    lineId: line!.id,
    quantity: 1,
    wish: 'refund-only',
    reason: 'defective',
    note: 'x',
  } as const;
  return (await ann.call('POST /shop/v1/returns', wanted, key())).id;
};
const grant = (returnId: string) =>
  seller.call('POST /merchant/v1/returns/{returnId}/decision', { returnId, decision: 'approve', note: 'Yes' }, key());
const debtsOf = async ({ merchantId }: Merchant, state: Debt['state'] = 'open') =>
  (await bea!.call('GET /operator/v1/debts', { state, limit: 100 })).items.filter((one) =>
    one.merchantId === merchantId
  );
const show = (debtId: string) => bea!.call('GET /operator/v1/debts/{debtId}', { debtId });
const propose = (debtId: string, headers = key(), person = bea!) =>
  person.call('POST /operator/v1/debts/{debtId}/write-off', { debtId, reason: 'The shop has closed' }, headers);
const decide = (debtId: string, decision: 'approve' | 'refuse', person = carl!, headers = key()) =>
  person.call('POST /operator/v1/debts/{debtId}/write-off/decision', { debtId, decision, note: 'Seen' }, headers);
const booked = async () =>
  (await bea!.call('GET /operator/v1/ledger/trial-balance', {})).accounts.filter(({ account }) =>
    account === 'merchant-debt'
  ).reduce((sum, { balance }) => sum + balance.amount, 0);
const owedInAll = async () =>
  (await bea!.call('GET /operator/v1/debts/ageing', {})).items.reduce((sum, { total }) => sum + total.amount, 0);
const statementsOf = async ({ call }: Merchant) => (await call('GET /merchant/v1/statements', {})).items;

/** Changes a debt by hand, past every use case. */
const tamper = (debtId: string, by: number) =>
  new DynamoDBClient({
    endpoint: inject('cloud').aws,
    region: 'us-east-1',
    credentials: { accessKeyId: ADMIN_ACCESS_KEY, secretAccessKey: LOCAL_SECRET },
  }).send(
    new UpdateItemCommand({
      TableName: 'jishi-dev',
      Key: { pk: { S: `DEBT#${debtId}` }, sk: { S: 'STATE' } },
      UpdateExpression: 'SET #state.outstanding.amount = #state.outstanding.amount + :by',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':by': { N: String(by) } },
    }),
  );

/** Three orders that a statement has settled, and of two of them the money went back since. */
beforeAll(async () => {
  [seller, ann] = [await paidShop(), await buyer()];
  [bea, carl] = [await staff('finance'), await staff('finance')];
  pot = await onSale(seller, { stock: 20 });
  await ruled('earning-release', { releaseAfter: 'PT0M' });
  const orders = [
    await completed(seller, ann, pot),
    await completed(seller, ann, pot),
    await completed(seller, ann, pot),
  ];
  await pass(days(1));
  await Promise.all([ann.signIn(), seller.signIn(), bea.signIn(), carl.signIn()]);
  expect(await statementsOf(seller)).toMatchObject([{ orders: 3, setOff: brl(0), paidOut: brl(3 * net.amount) }]);
  for (const one of orders.slice(0, 2)) {
    expect(await grant(await asks(one))).toMatchObject({ state: 'return-refunded', refunded: price });
  }
  await settled();
});

describe('what a shop owes', () => {
  it('of a sale that was given back after its statement is a debt, which it sees, and finance with its age [SET-11] [RET-13 part]', async () => {
    const debts = await debtsOf(seller);
    expect(debts).toMatchObject([{ amount: net, outstanding: net }, { amount: net, outstanding: net }]);
    const { items: own } = await seller.call('GET /merchant/v1/debts', {});
    expect(own.map(({ debtId }) => debtId).toSorted()).toEqual(debts.map(({ debtId }) => debtId).toSorted());
    expect(await seller.call('GET /merchant/v1/balance', {})).toMatchObject({ debt: brl(2 * net.amount) });
    expect(await show(debts[0]!.debtId)).toMatchObject({ merchantId: seller.merchantId, setOffs: [] });
    const { items: rows } = await bea!.call('GET /operator/v1/debts/ageing', {});
    expect(rows.find(({ merchantId }) => merchantId === seller.merchantId)).toMatchObject({
      debts: 2,
      upTo30: brl(2 * net.amount),
      total: brl(2 * net.amount),
    });
    expect(await owedInAll()).toBe(await booked());
  });

  it('that says other than the books is found in the night [SET-01 part]', async () => {
    const found = () =>
      linesOf('settlement/check-debts').filter(({ message, merchantId }) =>
        message === 'debt-off' && merchantId === seller.merchantId
      );
    const [debt] = await debtsOf(seller);
    await runSchedule('settlement/check-debts');
    expect(found()).toEqual([]);
    await tamper(debt!.debtId, 1);
    await runSchedule('settlement/check-debts');
    expect(await until(async () => found(), (lines) => lines.length > 0)).toMatchObject([
      { owed: 2 * net.amount + 1, booked: 2 * net.amount },
    ]);
    await tamper(debt!.debtId, -1);
  });

  it('is borne by the platform when two people say so, and not before [SET-11] [SET-08 part]', async () => {
    const [first, second] = await debtsOf(seller);
    const { debtId } = second!;
    expect(await refusal(decide(debtId, 'approve'))).toBe('illegal-step');
    const proposal = key();
    const proposed = await propose(debtId, proposal);
    expect(proposed).toMatchObject({ state: 'write-off-proposed', proposedBy: bea!.accountId });
    expect(await propose(debtId, proposal)).toEqual(proposed);
    expect(await refusal(propose(debtId))).toBe('illegal-step');
    expect((await waitingAt(carl!, 'debt-write-offs')).map(({ itemId }) => itemId)).toContain(debtId);
    expect((await seller.call('GET /merchant/v1/debts', {})).items.map(({ state }) => state)).toEqual(['open', 'open']);
    expect(await refusal(decide(debtId, 'approve', bea))).toBe('second-person-needed');
    const held = whileHeld('debt-write-offs', debtId, 'finance', () => decide(debtId, 'approve'));
    expect(await held).toBe('taken-by-another');
    expect(await decide(debtId, 'refuse')).toMatchObject({ state: 'open', outstanding: net });
    await propose(debtId);
    const before = await booked();
    const approval = key();
    const decided = await decide(debtId, 'approve', carl, approval);
    expect(decided).toMatchObject({ state: 'written-off', outstanding: net });
    expect(await decide(debtId, 'approve', carl, approval)).toEqual(decided);
    expect(await itemAt(carl!, 'debt-write-offs', debtId)).toMatchObject({ settledBy: carl!.accountId });
    expect(await booked()).toBe(before - net.amount);
    expect(await owedInAll()).toBe(await booked());
    expect((await debtsOf(seller)).map((one) => one.debtId)).toEqual([first!.debtId]);
    expect(await debtsOf(seller, 'written-off')).toMatchObject([{ debtId }]);
  });

  it('is taken off the next statement, which says of which return, how much and what remains, and the rest is paid [SET-11] [SET-04]', async () => {
    const [debt] = await debtsOf(seller);
    await completed(seller, ann, pot);
    await completed(seller, ann, pot);
    await pass(days(1));
    await Promise.all([ann.signIn(), seller.signIn(), bea!.signIn(), carl!.signIn()]);
    const [latest] = await statementsOf(seller);
    expect(latest).toMatchObject({ orders: 2, setOff: net, paidOut: net, totals: { net: brl(2 * net.amount) } });
    const { statementId } = latest!;
    const { deductions } = await seller.call('GET /merchant/v1/statements/{statementId}', { statementId });
    const { debtId, orderId, refundId } = debt!;
    expect(deductions).toEqual([{ debtId, orderId, refundId, amount: net, outstanding: brl(0) }]);
    const { items: [payout] } = await seller.call('GET /merchant/v1/payouts', {});
    expect(payout).toMatchObject({ payoutId: latest!.payoutId, amount: net });
    expect(await show(debtId)).toMatchObject({
      state: 'repaid',
      outstanding: brl(0),
      setOffs: [{ statementId, amount: net }],
    });
    expect(await seller.call('GET /merchant/v1/balance', {})).toMatchObject({ debt: brl(0), released: brl(0) });
    // Asked for again, the statement is the same, and nothing is taken off twice.
    const { merchantId } = seller;
    await redrive('settlement/settle-merchant', `${merchantId} again`, { merchantId, date: await today(), part: 1 });
    expect(await statementsOf(seller)).toHaveLength(2);
    expect(await owedInAll()).toBe(await booked());
  });

  it('and a refund at the moment at which an order is completed leaves nothing behind, whichever comes first [RET-13 part] [SET-01 part]', async () => {
    const orders: string[] = [];
    for (let i = 0; i < 4; i += 1) orders.push(await delivered(seller, ann, pot));
    const asked = await Promise.all(orders.map(asks));
    await Promise.all(
      orders.flatMap((orderId, i) => [
        ann.call('POST /shop/v1/orders/{orderId}/receipt', { orderId }),
        grant(asked[i]!),
      ]),
    );
    await settled();
    await pass(minutes(2));
    for (const orderId of orders) {
      const { items } = await bea!.call('GET /operator/v1/ledger/orders/{orderId}/entries', { orderId });
      const left = new Map<string, number>();
      for (const { account, amount } of items.flatMap(({ postings }) => postings)) {
        left.set(account, (left.get(account) ?? 0) + amount.amount);
      }
      const settledBy = ['refunds-in-flight', 'provider-clearing:sandbox'];
      expect([...left].filter(([account, amount]) => amount !== 0 && !settledBy.includes(account))).toEqual([]);
    }
    expect(await owedInAll()).toBe(await booked());
  });

  it("is nobody else's, of what is there alone", async () => {
    await ruled('earning-release', { releaseAfter: 'P7D' });
    for (
      const call of [
        () => show(nothing.debtId),
        () => propose(nothing.debtId),
        () => decide(nothing.debtId, 'approve'),
      ]
    ) expect(await refusal(call())).toBe('not-found');
    const cursor = 'e30';
    expect(await refusal(bea!.call('GET /operator/v1/debts', { cursor }))).toBe('invalid-cursor');
    expect(await refusal(seller.call('GET /merchant/v1/debts', { cursor }))).toBe('invalid-cursor');
    const rival = await shop();
    expect((await rival.call('GET /merchant/v1/debts', {})).items).toEqual([]);
    const { call } = await staff('merchant');
    expect(await refusal(call('GET /merchant/v1/debts', {}))).toBe('no-shop');
  });
});
