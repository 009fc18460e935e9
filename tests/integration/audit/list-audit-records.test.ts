import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, inject, it } from 'vitest';
import { operatorCommand } from '../../../local/commands/operator-command.ts';
import { ADMIN_ACCESS_KEY, LOCAL_SECRET } from '../../../local/services/types.ts';
import { days } from '../../../shared/kernel/values/clock.ts';
import { localCloud, pass, settled } from '../../support/control.ts';
import { key, person, refusal, newStaff, theAdmin } from '../../support/people.ts';
import { buy, buyer, onSale, shop } from '../../support/shopping.ts';

/** What the command says, and whether it found everything in order. */
const verify = async (): Promise<{ inOrder: boolean; said: string }> => {
  try {
    return { inOrder: true, said: await operatorCommand(await localCloud(), 'verify-audit') };
  } catch (error) {
    return { inOrder: false, said: (error as Error).message };
  }
};

const recordsOf = async (relation: 'actor' | 'subject' | 'thing', name: string) => {
  const { call } = await theAdmin();
  return (await call('GET /operator/v1/audit/by/{relation}/{name}', { relation, name, limit: 100 })).items;
};

describe('a command of the staff', () => {
  it('leaves one record: who, what, to whom, why, and each field before and after [SEC-09]', async () => {
    const [bob, operator, admin] = [await person(), await newStaff('operator'), await theAdmin()];
    const input = { accountId: bob.accountId, reason: 'stolen card' };
    const once = key();
    await operator.call('POST /operator/v1/accounts/{accountId}/freeze', input, once);
    await operator.call('POST /operator/v1/accounts/{accountId}/freeze', input, once);
    expect(await refusal(operator.call('POST /operator/v1/accounts/{accountId}/freeze', input, key()))).toBe(
      'illegal-step',
    );

    const [record, ...others] = (await recordsOf('subject', bob.accountId)).filter(({ useCase }) =>
      useCase === 'identity/freeze-account'
    );
    expect(others).toEqual([]);
    expect(record).toMatchObject({
      actor: operator.accountId,
      kind: 'change',
      thing: bob.accountId,
      subject: bob.accountId,
      reason: 'stolen card',
      address: expect.stringMatching(/^[\d.]+$/) as string,
    });
    const whole = await admin.call('GET /operator/v1/audit/records/{record}', { record: record!.id });
    expect(whole.input).toEqual(input);
    expect(whole.changes).toMatchObject([{
      thing: `ACCOUNT#${bob.accountId}`,
      fields: { status: { before: 'active', after: 'frozen' } },
    }]);
    expect(await recordsOf('actor', operator.accountId)).toContainEqual(record);
    expect(await recordsOf('thing', bob.accountId)).toContainEqual(record);
  });

  it('leaves its record even when many act at the same moment, each in its place [SEC-09]', async () => {
    const operator = await newStaff('operator');
    const people = await Promise.all(Array.from({ length: 12 }, () => person()));
    await Promise.all(
      people.map(({ accountId }) =>
        operator.call('POST /operator/v1/accounts/{accountId}/freeze', { accountId, reason: 'at once' }, key())
      ),
    );
    const records = await recordsOf('actor', operator.accountId);
    expect(records.map(({ thing }) => thing).toSorted()).toEqual(people.map(({ accountId }) => accountId).toSorted());
    expect(new Set(records.map(({ id }) => id)).size).toBe(12);
  });

  it('is recorded when an operator of the deployment does it', async () => {
    const { accountId } = await theAdmin();
    expect(await recordsOf('subject', accountId)).toContainEqual(
      expect.objectContaining({ actor: 'operator', useCase: 'identity/make-admin' }),
    );
  });
});

describe("a look of the staff's at what is personal", () => {
  it('leaves a record about the person, before it is answered; one that is refused leaves none [PRV-08 part]', async () => {
    const [ann, pots, support, finance] = [
      await buyer(),
      await shop(),
      await newStaff('support'),
      await newStaff('finance'),
    ];
    const { orders } = await buy(ann, [await onSale(pots), 1]);
    const orderId = orders[0]!.orderId;
    await support.call('GET /operator/v1/orders/{orderId}', { orderId });
    expect(await refusal(ann.call('GET /operator/v1/orders/{orderId}', { orderId }))).toBe('forbidden');
    expect(await refusal(finance.call('GET /operator/v1/accounts', { login: ann.login }))).toBe('forbidden');
    const looks = (await recordsOf('subject', ann.accountId)).filter(({ kind }) => kind === 'read');
    expect(looks).toMatchObject([{ actor: support.accountId, useCase: 'ordering/inspect-order', thing: orderId }]);
  });

  it('includes the trail itself', async () => {
    const { accountId } = await theAdmin();
    await recordsOf('actor', 'somebody');
    expect(await recordsOf('actor', accountId)).toContainEqual(
      expect.objectContaining({ useCase: 'audit/list-audit-records', kind: 'read', thing: 'somebody' }),
    );
  });

  it('does not find what was never written', async () => {
    const { call } = await theAdmin();
    const record = '2026-01-01.00.0000000001';
    expect(await refusal(call('GET /operator/v1/audit/records/{record}', { record }))).toBe('not-found');
  });
});

describe('the trail of a day', () => {
  it('is sealed once it is over, and verified by a command that finds what was changed since [SEC-09]', async () => {
    const operator = await newStaff('operator');
    const { accountId } = await person();
    await operator.call('POST /operator/v1/accounts/{accountId}/freeze', { accountId, reason: 'truly' }, key());
    const [record] = await recordsOf('actor', operator.accountId);
    await pass(days(2));
    await settled();
    const before = await verify();
    expect(before.said).toMatch(new RegExp(`${record!.id.slice(0, 10)} +\\d+ records {2}sealed`));
    expect(before.inOrder).toBe(true);

    const table = DynamoDBDocumentClient.from(
      new DynamoDBClient({
        endpoint: inject('cloud').aws,
        region: 'us-east-1',
        credentials: { accessKeyId: ADMIN_ACCESS_KEY, secretAccessKey: LOCAL_SECRET },
      }),
    );
    const [date, shard, place] = record!.id.split('.');
    const Key = { pk: `AUDIT#${date}#${shard}`, sk: `RECORD#${place}` };
    const { Item } = await table.send(new GetCommand({ TableName: 'jishi-dev', Key }));
    const stored = Item as { record: object };
    await table.send(
      new PutCommand({ TableName: 'jishi-dev', Item: { ...Item, record: { ...stored.record, reason: 'falsely' } } }),
    );
    expect(await verify()).toEqual({
      inOrder: false,
      said: expect.stringContaining(`${record!.id} has been changed`) as string,
    });
    await table.send(new PutCommand({ TableName: 'jishi-dev', Item: Item! }));
    expect((await verify()).inOrder).toBe(true);
  });
});
