/**
 * What jobs have given up, as it is looked at and tried again by the operators' command and in the console. Whoever looks
 * hides it from others for a moment: what is asked here is asked until it is there.
 */
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { ulid } from 'ulid';
import { describe, expect, inject, it } from 'vitest';
import { operatorCommand } from '../../../local/commands/operator-command.ts';
import { ADMIN_ACCESS_KEY, LOCAL_SECRET } from '../../../local/services/types.ts';
import type { QueueName } from '../../../shared/kernel/doors/queues.ts';
import { deadLetters, localCloud, settled, until } from '../../support/control.ts';
import { paymentOf } from '../../support/payments.ts';
import { key, type Person, refusal, staff, theAdmin } from '../../support/people.ts';
import { buyer, fill, onSale, place, shop } from '../../support/shopping.ts';

type Found = Awaited<ReturnType<typeof listed>>[number];

const listed = async (operator: Person) => (await operator.call('GET /operator/v1/dead-letters', {})).items;

const run = async (...args: string[]): Promise<string> => operatorCommand(await localCloud(), 'dead-letters', ...args);

const asAdmin = () => ({
  endpoint: inject('cloud').aws,
  region: 'us-east-1',
  credentials: { accessKeyId: ADMIN_ACCESS_KEY, secretAccessKey: LOCAL_SECRET },
});

const put = async (
  queue: QueueName | `${QueueName}-dead` | 'platform-dead',
  job: string,
  message: object,
): Promise<string> => {
  const sqs = new SQSClient(asAdmin());
  const QueueName = queue === 'platform-dead' ? `jishi-dev-${queue}` : `jishi-dev-jobs-${queue}`;
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
  const key = ulid();
  const MessageBody = JSON.stringify(
    queue === 'platform-dead' ? message : { job, message: { key, correlationId: key, message } },
  );
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  return key;
};
const given = async (job: string, ...keys: string[]): Promise<boolean> => {
  const letters = JSON.stringify(await deadLetters(job));
  return keys.every((key) => letters.includes(key));
};
const noPayment = { paymentId: `pay_${ulid()}` };

/** A deadline whose payload nobody can read. */
const onTheBus = async (deadline: string): Promise<void> => {
  const events = new EventBridgeClient(asAdmin());
  const Detail = JSON.stringify({ id: ulid(), dueAt: new Date(0).toISOString(), payload: {} });
  const Entries = [{ EventBusName: 'jishi-dev', Source: 'jishi.deadlines', DetailType: deadline, Detail }];
  expect((await events.send(new PutEventsCommand({ Entries }))).FailedEntryCount).toBe(0);
};

/** What was given up of a use case, once it is there. */
const found = async (operator: Person, of: string): Promise<Found> =>
  (await until(
    async () => (await listed(operator)).find(({ useCase }) => useCase === of),
    (one) => one !== undefined,
  ))!;

describe('dead letters', () => {
  const gone = 'payments/look-up-payment';
  const poisoned = 'payments/look-up-refund';

  it('are what one job cannot do after all its attempts, which holds up no other in the queue that they share', async () => {
    const [one, goods] = await Promise.all([buyer(), shop().then(onSale)]);
    await fill(one, [goods, 1]);
    const poison = await Promise.all(Array.from({ length: 12 }, () => put('payment-provider', poisoned, {})));
    const { paymentId } = await place(one, 'tok_visa');
    await until(() => paymentOf(one, paymentId), ({ state }) => state === 'captured');
    await settled();
    await until(() => given(poisoned, ...poison), (all) => all);
  });

  it('are listed by the job, and those of one job alone are tried again by the command', async () => {
    const [ours, other] = await Promise.all([
      put('payment-provider-dead', gone, noPayment),
      put('carriers-dead', 'logistics/track-shipment', { shipmentId: 7 }),
    ]);
    const line = (queue: string, job: string): RegExp =>
      new RegExp(`^jishi-dev-jobs-${queue}-dead: \\d+ of ${job}, the oldest of 20`, 'm');
    await until(
      run,
      (listed) =>
        line('payment-provider', gone).test(listed) && line('carriers', 'logistics/track-shipment').test(listed),
    );

    expect(await until(() => run(gone), (said) => !said.startsWith('Nothing'))).toBe(
      `Messages of ${gone} that are tried again: 1`,
    );
    await settled();
    expect(await given(gone, ours)).toBe(false);
    await until(() => given('logistics/track-shipment', other), (there) => there);
    expect(await run(gone)).toBe(`Nothing of ${gone} has been given up.`);
  });

  it('are listed in the console, with why and since when, and asked again by operators and admins, with the reason [MON-09 part]', async () => {
    const operator = await staff('operator');
    const ours = await put('payment-provider-dead', gone, noPayment);
    const { group, ...one } = await found(operator, gone);
    expect(one).toEqual({
      queue: 'payment-provider',
      kind: 'job',
      useCase: gone,
      messages: 1,
      since: expect.stringMatching(/^20.*Z$/),
      again: true,
      correlationIds: [ours],
    });
    expect((await found(operator, poisoned)).why).toMatch(/^ZodError: /);

    const again = (alike = group) =>
      operator.call('POST /operator/v1/dead-letters/{queue}/{group}/redrive', {
        queue: 'payment-provider',
        group: alike,
        reason: 'The provider is back',
      }, key());
    expect(await refusal(again('0123456789abcdef'))).toBe('not-found');
    expect(await until(() => again().catch(() => undefined), (done) => done !== undefined)).toEqual({ triedAgain: 1 });
    await settled();
    expect(await given(gone, ours)).toBe(false);
    const { items } = await (await theAdmin()).call('GET /operator/v1/audit/by/{relation}/{name}', {
      relation: 'actor',
      name: operator.accountId,
    });
    expect(items).toContainEqual(expect.objectContaining({ useCase: 'platform/redrive-dead-letters' }));
  });

  it('of deadlines and schedules are called again with what they were called with, or closed [MON-09 part]', async () => {
    const operator = await staff('operator');
    const swept = 'platform/sweep-deadlines';
    const calls = async (path: 'redrive' | 'close', { queue, group }: Pick<Found, 'queue' | 'group'>) => {
      const input = { queue, group, reason: 'Looked into' };
      const call = (): Promise<object> =>
        path === 'redrive'
          ? operator.call('POST /operator/v1/dead-letters/{queue}/{group}/redrive', input, key())
          : operator.call('POST /operator/v1/dead-letters/{queue}/{group}/close', input, key());
      return until(() => call().catch(() => undefined), (done: object | undefined) => done !== undefined);
    };
    await put('platform-dead', swept, {
      requestContext: {
        functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:jishi-dev-platform-sweep-deadlines:$LATEST',
        condition: 'RetriesExhausted',
      },
      requestPayload: { lane: 0, lanes: 1 },
      responsePayload: { errorType: 'Sandbox.Timedout', errorMessage: 'Task timed out after 30.00 seconds' },
    });
    const parked = await found(operator, swept);
    expect(parked).toMatchObject({
      queue: 'platform',
      kind: 'schedule',
      why: 'Sandbox.Timedout: Task timed out after 30.00 seconds',
      again: true,
    });
    expect(await calls('redrive', parked)).toEqual({ triedAgain: 1 });

    // A deadline that can never be met is parked anew after it was asked again, until somebody closes it.
    const deadline = 'notices/send-deferred';
    await onTheBus(deadline);
    const poison = await found(operator, deadline);
    expect(poison).toMatchObject({
      queue: 'notices',
      kind: 'deadline',
      again: true,
      why: expect.stringMatching(/Error/),
    });
    await calls('redrive', poison);
    await settled();
    const again = await found(operator, deadline);
    expect(again.group).toBe(poison.group);
    expect(await calls('close', again)).toEqual({ closed: 1 });
    const left = await listed(operator);
    expect(left.filter(({ useCase }) => useCase === deadline || useCase === swept)).toEqual([]);
    expect(
      await refusal(
        operator.call('POST /operator/v1/dead-letters/{queue}/{group}/close', {
          queue: 'notices',
          group: again.group,
          reason: 'Twice',
        }, key()),
      ),
    ).toBe('not-found');
  });
});
