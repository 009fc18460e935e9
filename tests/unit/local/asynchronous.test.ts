import { describe, expect, it } from 'vitest';
import { createAsynchronous } from '../../../local/runtime/asynchronous.ts';
import type { Outcome } from '../../../local/runtime/functions.ts';
import type { BusEvent } from '../../../local/services/types.ts';
import { place } from './fixtures/stacks.ts';

const failed: Outcome = { ok: false, error: { errorType: 'Error', errorMessage: 'no', trace: [] } };
const done: Outcome = { ok: true, result: null };
const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:shop-notify';
const queueArn = 'arn:aws:sqs:us-east-1:000000000000:shop-jobs';
const deadArn = 'arn:aws:sqs:us-east-1:000000000000:shop-dead';
const event: BusEvent = {
  version: '0',
  id: 'e1',
  source: 'jishi',
  account: '0',
  time: '2026-11-22T00:00:00Z',
  region: 'us-east-1',
  resources: [],
  'detail-type': 'order-placed',
  detail: { id: 'evt_1', data: { orderId: 'ord_1' } },
};

const start = (outcomes: Outcome[]) => {
  const invoked: { event: unknown; requestId: string }[] = [];
  const sent: { queueArn: string; body: string }[] = [];
  const asynchronous = createAsynchronous({
    place,
    specOf: (name) => ({
      name,
      useCase: 'notices/notify',
      bundle: '',
      handler: '',
      timeoutMs: 1,
      memoryMb: 1,
      concurrency: 1,
      environment: {},
      retries: 2,
      onFailure: deadArn,
    }),
    invoke: async (_, input, requestId) => {
      invoked.push({ event: input, requestId });
      return outcomes.shift() ?? done;
    },
    send: (arn, body) => void sent.push({ queueArn: arn, body }),
    onGivenUp: () => undefined,
    backoffMs: () => 1,
  });
  return { asynchronous, invoked, sent };
};

describe('asynchronous', () => {
  it('tries a failed invocation again with the same event and request id', async () => {
    const { asynchronous, invoked, sent } = start([failed, failed]);
    await asynchronous.invoke('shop-notify', { a: 1 });
    expect(invoked.map((one) => one.event)).toEqual([{ a: 1 }, { a: 1 }, { a: 1 }]);
    expect(new Set(invoked.map(({ requestId }) => requestId)).size).toBe(1);
    expect(sent).toEqual([]);
  });

  it('puts the event into the failure queue when its attempts are used up', async () => {
    const { asynchronous, invoked, sent } = start([failed, failed, failed]);
    await asynchronous.invoke('shop-notify', { a: 1 });
    expect(invoked).toHaveLength(3);
    expect(sent).toHaveLength(1);
    expect(sent[0]!.queueArn).toBe(deadArn);
    expect(JSON.parse(sent[0]!.body)).toMatchObject({
      requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 3 },
      requestPayload: { a: 1 },
      responsePayload: { errorMessage: 'no' },
    });
  });

  it('gives a function the event, and a queue the part of it that the target names', async () => {
    const { asynchronous, invoked, sent } = start([]);
    await asynchronous.deliver(functionArn, event, { Id: 'f', Arn: functionArn });
    await asynchronous.deliver(queueArn, event, { Id: 'q', Arn: queueArn, InputPath: '$.detail' });
    await asynchronous.deliver(queueArn, event, { Id: 'c', Arn: queueArn, Input: '{"constant":true}' });
    const InputTransformer = { InputPathsMap: { it: '$.detail' }, InputTemplate: '{"job":"a/b","message":<it>}' };
    await asynchronous.deliver(queueArn, event, { Id: 't', Arn: queueArn, InputTransformer });
    expect(invoked[0]!.event).toEqual(event);
    expect(sent.map(({ body }) => JSON.parse(body))).toEqual([
      event.detail,
      { constant: true },
      { job: 'a/b', message: event.detail },
    ]);
  });

  it('rejects what is under way when the cloud stops, so that it is delivered again at the next start', async () => {
    const { asynchronous, sent } = start([failed]);
    const run = asynchronous.invoke('shop-notify', {});
    asynchronous.stop();
    await expect(run).rejects.toThrow('stopped');
    expect(sent).toEqual([]);
  });

  it('refuses a target that is neither function nor queue', async () => {
    const { asynchronous } = start([]);
    await expect(asynchronous.deliver('arn:aws:sns:us-east-1:0:topic', event, { Id: 't', Arn: '' })).rejects.toThrow(
      'topic',
    );
  });
});
