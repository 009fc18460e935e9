import { ulid } from 'ulid';
import { expect, it } from 'vitest';
import { deliver } from '../../support/control.ts';
import { queueNames } from '../../../shared/kernel/doors/queues.ts';

const record = (queue: string, body: string) => {
  const messageId = ulid();
  return {
    messageId,
    receiptHandle: messageId,
    body,
    attributes: { ApproximateReceiveCount: '1' },
    eventSourceARN: `arn:aws:sqs:us-east-1:000000000000:jishi-dev-jobs-${queue}`,
  };
};
const about = (job: string, message: object): string =>
  JSON.stringify({ job, message: { key: ulid(), correlationId: 'test', message } });

it('takes the messages of a batch to their jobs, and hands back those alone that failed', async () => {
  const gone = record('payment-provider', about('payments/look-up-payment', { paymentId: `pay_${ulid()}` }));
  const failing = record('payment-provider', about('payments/check-payment', { paymentId: `pay_${ulid()}` }));
  const unreadable = record('payment-provider', about('payments/look-up-payment', { paymentId: 7 }));
  const { ok, result } = await deliver('platform/dispatch-jobs', { Records: [gone, failing, unreadable] }) as Answer;
  expect(ok).toBe(true);
  expect(result.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier).sort()).toEqual(
    [failing.messageId, unreadable.messageId].sort(),
  );
});

it.each([
  ['is no JSON', 'no'],
  ['names no job', '{"message":{}}'],
  ['names none that there is', about('payments/never-written', {})],
  ['names a use case that is no job, which it may not run', about('ordering/get-order', {})],
])('hands back a message that %s', async (_, body) => {
  for (const queue of queueNames) {
    const one = record(queue, body);
    expect(await deliver('platform/dispatch-jobs', { Records: [one] })).toMatchObject({
      ok: true,
      result: { batchItemFailures: [{ itemIdentifier: one.messageId }] },
    });
  }
});

interface Answer {
  readonly ok: boolean;
  readonly result: { readonly batchItemFailures: readonly { readonly itemIdentifier: string }[] };
}
