/** What saving a thing writes at its desks, as DynamoDB gets it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { after, hours, instant, minutes } from '../../../../shared/kernel/values/clock.ts';
import type { Write } from '../../../../shared/kernel/store/commit.ts';
import { invocation } from '../../../../shared/kernel/doors/invocation.ts';
import { exceptions } from '../../../../shared/payments/store.ts';
import type { PaymentException } from '../../../../shared/payments/exception.ts';
import { asUseCase } from '../../../support/use-case.ts';

/** What is decided of the desk's clock: another one an hour after the wait of `open` began. */
const changedAt = after(instant(0), hours(1));
const book = {
  pk: 'RULEBOOK#payment-exceptions-clock',
  sk: 'STATE',
  state: {
    versions: [{ from: changedAt, schemaVersion: 1, value: { firstAnswer: 'PT30M', resolution: 'PT10H' } }],
  },
};
const table = createServer((_, response) => {
  response.writeHead(200).end(JSON.stringify({ Responses: { table: [marshall(book)] } }));
});
beforeAll(async () => {
  await new Promise<void>((resolve) => table.listen(0, '127.0.0.1', resolve));
  const environment = {
    TABLE_NAME: 'table',
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(table.address() as AddressInfo).port}`,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
});
afterAll(() => table.close());

const open = {
  id: 'pex_1',
  version: 1,
  state: 'open',
  raisedAt: instant(0),
  kind: 'unknown-reference',
  reference: 'rent',
  captureId: 'c',
} as PaymentException;
const changed = (fields: Partial<PaymentException>) => ({
  before: open,
  after: { ...open, version: 2, ...fields },
  facts: [],
});

/** The writes of a save beside the state itself. */
const beside = (change: Parameters<typeof exceptions.save>[0], useCase = 'payments/settle-payment') =>
  asUseCase({ now: after(instant(0), hours(1)), touches: [exceptions.save] }, async () => {
    Object.assign(invocation(), { useCase, actor: 'ann' });
    return Promise.all(
      exceptions.save(change).slice(1).map(async (write: Write) => {
        const action = typeof write.action === 'function' ? await write.action() : write.action;
        return { write, params: action.params() };
      }),
    );
  });

describe('saving a thing', () => {
  it('puts it on its desk and sets one clock, when it begins to wait', async () => {
    const [item, clock, ...others] = await beside({ before: null, after: open, facts: [] });
    expect(others).toEqual([]);
    expect(item!.params.Update?.ConditionExpression).toBeUndefined();
    expect(Object.values(item!.params.Update!.ExpressionAttributeValues!)).toContain('DESK-WAITING#payment-exceptions');
    expect(clock!.params.Put?.Item).toMatchObject({ useCase: 'desks/check-clock', dueAt: after(instant(0), hours(4)) });
  });

  it('sets the clock that was in force when the wait began, whatever is in force when it is put there', async () => {
    const raised = (raisedAt: typeof changedAt) => beside({ before: null, after: { ...open, raisedAt }, facts: [] });
    const [, before] = await raised(after(changedAt, -1));
    expect(before!.params.Put!.Item).toMatchObject({ dueAt: after(changedAt, hours(4) - 1) });
    const [item, later] = await raised(changedAt);
    expect(later!.params.Put!.Item).toMatchObject({ dueAt: after(changedAt, minutes(30)) });
    const values = Object.values(item!.params.Update!.ExpressionAttributeValues!);
    const resolveBy = after(changedAt, hours(10));
    expect(values).toEqual(
      expect.arrayContaining([resolveBy, `${resolveBy}#payment-exceptions#pex_1#${changedAt}`]),
    );
  });

  it('writes nothing there while nothing changes that it shows, and shows what does', async () => {
    expect(await beside(changed({ refundId: undefined }))).toEqual([]);
    const [item, ...others] = await beside(changed({ reference: 'rent april' }));
    expect(others).toEqual([]);
    expect(item!.params.Update?.ConditionExpression).toBeUndefined();
    expect(item!.params.Update!.UpdateExpression).toMatch(/if_not_exists/);
  });

  it('takes it off unguarded when the wait ends by itself, and guarded by who has it when its desk acts', async () => {
    const [byItself, ...others] = await beside(changed({ state: 'resolved' }));
    expect(others).toEqual([]);
    expect(byItself!.params.Update?.ConditionExpression).toBeUndefined();
    const [acted] = await beside(changed({ state: 'resolved' }), 'payments/resolve-payment-exception');
    expect(acted!.params.Update?.ConditionExpression).toMatch(/attribute_not_exists/);
    expect(acted!.write.otherwise({ holder: 'bob' })).toMatchObject({ code: 'taken-by-another' });
  });

  it('takes it for who acts, also when it goes on to wait', async () => {
    const [item] = await beside(changed({}), 'payments/resolve-payment-exception');
    const values = Object.values(item!.params.Update!.ExpressionAttributeValues!);
    expect(values).toEqual(expect.arrayContaining(['ann', 'DESK-HELD#payment-exceptions']));
    expect(item!.params.Update?.ConditionExpression).toMatch(/attribute_not_exists/);
  });
});
