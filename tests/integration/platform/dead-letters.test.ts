/**
 * What jobs have given up, as it is looked at and tried again by the operators' command and in the console. Whoever looks
 * hides it from others for a moment: what is asked here is asked until it is there.
 */
import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { ulid } from 'ulid';
import { describe, expect, inject, it } from 'vitest';
import { operatorCommand } from '../../../local/commands/operator-command.ts';
import { ADMIN_ACCESS_KEY, LOCAL_SECRET } from '../../../local/services/types.ts';
import type { QueueName } from '../../../shared/kernel/doors/queues.ts';
import { deadLetters, localCloud, settled, until } from '../../support/control.ts';
import { paymentOf } from '../../support/payments.ts';
import { key, refusal, staff, theAdmin } from '../../support/people.ts';
import { buyer, fill, onSale, place, shop } from '../../support/shopping.ts';

const run = async (...args: string[]): Promise<string> => operatorCommand(await localCloud(), 'dead-letters', ...args);

const put = async (queue: QueueName | `${QueueName}-dead`, job: string, message: object): Promise<string> => {
  const sqs = new SQSClient({
    endpoint: inject('cloud').aws,
    region: 'us-east-1',
    credentials: { accessKeyId: ADMIN_ACCESS_KEY, secretAccessKey: LOCAL_SECRET },
  });
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: `jishi-dev-jobs-${queue}` }));
  const key = ulid();
  const MessageBody = JSON.stringify({ job, message: { key, correlationId: key, message } });
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  return key;
};
const given = async (job: string, ...keys: string[]): Promise<boolean> => {
  const letters = JSON.stringify(await deadLetters(job));
  return keys.every((key) => letters.includes(key));
};
const noPayment = { paymentId: `pay_${ulid()}` };

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

  it('are listed and tried again in the console, by operators and admins, with the reason [MON-09 part]', async () => {
    const operator = await staff('operator');
    const ours = await put('payment-provider-dead', gone, noPayment);
    const listed = await until(
      async () => (await operator.call('GET /operator/v1/dead-letters', {})).items.find(({ job }) => job === gone),
      (one) => one !== undefined,
    );
    expect(listed).toEqual({
      queue: 'payment-provider',
      job: gone,
      messages: 1,
      since: expect.stringMatching(/^20.*Z$/),
    });

    const again = (job = gone) =>
      operator.call('POST /operator/v1/dead-letters/{queue}/redrive', {
        queue: 'payment-provider',
        job,
        reason: 'The provider is back',
      }, key());
    expect(await refusal(again('payments/no-such-job'))).toBe('not-found');
    expect(await until(() => again().catch(() => undefined), (done) => done !== undefined)).toEqual({ triedAgain: 1 });
    await settled();
    expect(await given(gone, ours)).toBe(false);
    const { items } = await (await theAdmin()).call('GET /operator/v1/audit/by/{relation}/{name}', {
      relation: 'actor',
      name: operator.accountId,
    });
    expect(items).toContainEqual(expect.objectContaining({ useCase: 'platform/redrive-dead-letters' }));
  });
});
