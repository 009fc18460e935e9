/** The commands that operators run with AWS credentials of their own, beside the platform. */
import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { ulid } from 'ulid';
import { describe, expect, inject, it } from 'vitest';
import { operatorCommand } from '../../../local/commands/operator-command.ts';
import { ADMIN_ACCESS_KEY, LOCAL_SECRET } from '../../../local/services/types.ts';
import { deadLetters, localCloud, settled, until } from '../../support/control.ts';
import { paymentOf } from '../../support/payments.ts';
import { person } from '../../support/people.ts';
import { buyer, fill, onSale, place, shop } from '../../support/shopping.ts';

const run = async (command: string, ...args: string[]): Promise<string> =>
  operatorCommand(await localCloud(), command, ...args);

describe('make-admin', () => {
  it('makes somebody who has registered an admin, once, and the token follows [IAM-08 part]', async () => {
    const { login, call } = await person();
    expect(await run('make-admin', login)).toBe(`${login} is an admin.`);
    expect(await run('make-admin', login)).toBe(`${login} is an admin already.`);
    await settled();
    expect((await call('GET /shop/v1/profile', {})).roles).toEqual(['buyer', 'admin']);
  });

  it('says what is missing', async () => {
    await expect(run('make-admin')).rejects.toThrow(/Whom\? npx node infra\/commands\/make-admin.ts/);
    await expect(run('make-admin', 'nobody@example.com')).rejects.toThrow(/register and confirm it first/);
    await expect(run('make-admin', 'a@b.example', '--stage', 'none')).rejects.toThrow(/There is no stage "none"/);
  });
});

describe('tell-again', () => {
  it('tells the facts of a partition again, and nobody acts on them twice [PLT-03]', async () => {
    const { call } = await person();
    const { accountId } = await call('GET /shop/v1/profile', {});
    expect(await run('tell-again', `ACCOUNT#${accountId}`)).toBe(
      `Facts of ACCOUNT#${accountId} that have been told again: 1`,
    );
    await settled();
    expect((await call('GET /shop/v1/profile', {})).roles).toEqual(['buyer']);
  });

  it('says what is missing', async () => {
    await expect(run('tell-again', 'ord_1')).rejects.toThrow(/Which partition\?/);
  });
});

describe('dead-letters', () => {
  const put = async (queue: string, job: string, message: object): Promise<string> => {
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
  const gone = 'payments/look-up-payment';
  const poisoned = 'payments/look-up-refund';
  const noPayment = { paymentId: `pay_${ulid()}` };

  it('are what one job cannot do after all its attempts, which holds up no other in the queue that they share', async () => {
    const [one, goods] = await Promise.all([buyer(), shop().then(onSale)]);
    await fill(one, [goods, 1]);
    const poison = await Promise.all(Array.from({ length: 12 }, () => put('payment-provider', poisoned, {})));
    const { paymentId } = await place(one, 'tok_visa');
    await until(() => paymentOf(one, paymentId), ({ state }) => state === 'captured');
    await settled();
    expect(await given(poisoned, ...poison)).toBe(true);
  });

  it('are listed by the job, and those of one job alone are tried again', async () => {
    const [ours, other] = await Promise.all([
      put('payment-provider-dead', gone, noPayment),
      put('carriers-dead', 'logistics/track-shipment', { shipmentId: 7 }),
    ]);
    const listed = (await run('dead-letters')).split('\n');
    expect(listed).toContainEqual(
      expect.stringMatching(/^jishi-dev-jobs-payment-provider-dead: 1 of payments\/look-up-payment, the oldest of 20/),
    );
    expect(listed).toContainEqual(
      expect.stringMatching(/-carriers-dead: \d+ of logistics\/track-shipment, the oldest/),
    );
    expect(await given(gone, ours)).toBe(true);

    expect(await run('dead-letters', gone)).toBe(`Messages of ${gone} that are tried again: 1`);
    await settled();
    expect(await given(gone, ours)).toBe(false);
    expect(await given('logistics/track-shipment', other)).toBe(true);
    expect(await run('dead-letters', gone)).toBe(`Nothing of ${gone} has been given up.`);
  });
});
