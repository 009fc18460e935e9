import { type AttributeValue, GetItemCommand, DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { inject, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_ACCESS_KEY, LOCAL_SECRET } from '../../../local/services/types.ts';
import { days, hours } from '../../../shared/kernel/values/clock.ts';
import { subBalancesOf } from '../../../shared/ledger/sub-balance.ts';
import { pass, redrive, runSchedule, settled } from '../../support/control.ts';
import { finance } from '../../support/payments.ts';
import { refusal } from '../../support/people.ts';
import { completed, paidShop, passTo } from '../../support/settlement.ts';
import { buyer, onSale, type Buyer, type Goods } from '../../support/shopping.ts';
import type { Merchant } from '../../support/merchants.ts';

let seller: Merchant;
let pot: Goods;
let ann: Buyer;
let table: DynamoDBClient;

const check = async () => (await finance()).call('GET /operator/v1/ledger/balance-check', {});
/** What is off about one owner. */
const faultsOf = async (owner: string) => (await check()).faults.filter(({ account }) => account.endsWith(`:${owner}`));
/** Checks every day up to now: one run for the days, one when they are done. */
const checked = async (): Promise<void> => {
  for (let run = 0; run < 2; run += 1) {
    await runSchedule('ledger/check-balances');
    await settled();
  }
};
const keyOf = (owner: string) => ({ pk: { S: `BALANCE#${owner}` }, sk: { S: 'BRL' } });
/** Changes an attribute of a balance by hand, past every use case. */
const tamper = (owner: string, attribute: string, by: number) =>
  table.send(
    new UpdateItemCommand({
      TableName: 'jishi-dev',
      Key: keyOf(owner),
      UpdateExpression: 'ADD #a :by',
      ExpressionAttributeNames: { '#a': attribute },
      ExpressionAttributeValues: { ':by': { N: String(by) } },
    }),
  );
/** The sub-balances that an owner has. */
const kept = async (owner: string): Promise<Record<string, AttributeValue>[]> => {
  const places = Array.from({ length: subBalancesOf(owner) }, (_, i) => (i === 0 ? owner : `${owner}#${i}`));
  const found = await Promise.all(
    places.map((place) => table.send(new GetItemCommand({ TableName: 'jishi-dev', Key: keyOf(place) }))),
  );
  return found.flatMap(({ Item }) => (Item ? [Item] : []));
};
const attributesOf = async (owner: string): Promise<string[]> => (await kept(owner)).flatMap((one) => Object.keys(one));

beforeAll(async () => {
  table = new DynamoDBClient({
    endpoint: inject('cloud').aws,
    region: 'us-east-1',
    credentials: { accessKeyId: ADMIN_ACCESS_KEY, secretAccessKey: LOCAL_SECRET },
  });
  [seller, ann] = [await paidShop(), await buyer()];
  pot = await onSale(seller, { stock: 50 });
});

describe('the check of balances', () => {
  it('finds nothing off while nobody tampers, and forgets the days that it has checked [SET-01 part]', async () => {
    const orderId = await completed(seller, ann, pot);
    expect((await attributesOf(seller.merchantId)).some((name) => name.startsWith('merchant-pending@'))).toBe(true);
    await pass(days(1) + hours(2));
    await checked();
    expect(await check()).toMatchObject({ partsLeft: 0 });
    for (const owner of [seller.merchantId, orderId]) {
      expect(await faultsOf(owner)).toEqual([]);
      expect((await attributesOf(owner)).filter((name) => name.includes('@'))).toEqual([]);
    }
  });

  it('adds up what a shop has in several places, and a payout takes from as many as it needs [SET-01 part]', async () => {
    const other = await paidShop();
    const goods = await onSale(other, { stock: 10 });
    for (let order = 0; order < 4; order += 1) await completed(other, ann, goods);
    const pending = (await kept(other.merchantId)).map((one) => Number(one['merchant-pending']!.N));
    expect(pending.length).toBeGreaterThan(1);
    const balance = async () => other.call('GET /merchant/v1/balance', {});
    expect((await balance()).pending.amount).toBe(pending.reduce((sum, one) => sum + one));
    await pass(days(7) + hours(1));
    await passTo(6);
    await settled();
    expect(await balance()).toMatchObject({ pending: { amount: 0 }, released: { amount: 0 } });
    const { items } = await other.call('GET /merchant/v1/statements', {});
    const paid = items.reduce((sum, { totals: { net } }) => sum + net.amount, 0);
    expect(paid).toBe(pending.reduce((sum, one) => sum + one));
    await checked();
    expect(await faultsOf(other.merchantId)).toEqual([]);
  });

  it('finds a balance that was changed by hand when money has moved on it [SET-01 part]', async () => {
    await completed(seller, ann, pot);
    await tamper(seller.merchantId, 'merchant-pending', 7);
    // Money goes on moving after the day that is checked.
    await pass(days(1) + hours(2));
    await completed(seller, ann, pot);
    await checked();
    const [fault, ...others] = await faultsOf(seller.merchantId);
    expect(others).toEqual([]);
    expect(fault).toMatchObject({ account: `merchant-pending:${seller.merchantId}`, currency: 'BRL' });
    expect(fault!.balance - fault!.entries).toBe(7);
    await tamper(seller.merchantId, 'merchant-pending', -7);
    await pass(days(1) + hours(2));
    await checked();
    expect(await faultsOf(seller.merchantId)).toEqual([]);
  });

  it('finds it also when nothing has moved on it since, in the next hour [SET-01 part]', async () => {
    const other = await paidShop();
    await completed(other, ann, await onSale(other));
    await pass(days(1) + hours(2));
    await checked();
    await tamper(other.merchantId, 'merchant-pending', -1);
    await checked();
    expect(await faultsOf(other.merchantId)).toMatchObject([{ account: `merchant-pending:${other.merchantId}` }]);
    await tamper(other.merchantId, 'merchant-pending', 1);
  });

  it('is safe to repeat: a part that comes again changes nothing, nor does one of an earlier check', async () => {
    const before = await check();
    for (const [key, to] of [['again', before.to], ['old', before.from]] as const) {
      await redrive('ledger/check-balance-part', `${key} ${to}`, { to, part: 0 });
    }
    expect(await check()).toEqual(before);
  });

  it("is finance's alone", async () => {
    expect(await refusal(ann.call('GET /operator/v1/ledger/balance-check', {}))).toBe('forbidden');
  });
});
