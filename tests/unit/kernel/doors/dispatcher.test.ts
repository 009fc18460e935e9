/** What becomes of messages that wait in a shared queue: with the dispatcher and jobs, and AWS answering by HTTP. */
import { hash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { dispatcher } from '../../../../shared/kernel/doors/dispatcher.ts';
import { job } from '../../../../shared/kernel/doors/job.ts';
import { attempts } from '../../../../shared/kernel/doors/queues.ts';
import { linesOf, stubFunction } from '../../../support/handlers.ts';

/** What a function answers that is run: its result, or that it has crashed. */
type Run = (event: SQSEvent) => object | 'crashed';
let functions: Record<string, Run>;
let runs: { readonly name: string; readonly ids: readonly string[] }[];
/** By the receipt of a message: the queue that hides it, and for how many seconds. */
let hidden: Map<string, { readonly queue: string; readonly seconds: number }>;
/** What was put among the dead letters: in which queue, and why. */
let givenUp: { readonly queue: string; readonly body: string; readonly why: string }[];
let refusesToHide: boolean;
let server: Server;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const body = await json(request) as object;
    const name = /functions\/([^/]+)\/invocations/.exec(request.url!)?.[1];
    if (name === undefined) {
      const { QueueUrl, ReceiptHandle, VisibilityTimeout, MessageBody } = body as Record<string, string>;
      const queue = QueueUrl!.split('/').at(-1)!;
      if (MessageBody !== undefined && !refusesToHide) {
        const { why } = (body as { MessageAttributes: Record<string, { StringValue: string }> }).MessageAttributes;
        givenUp.push({ queue, body: MessageBody, why: why!.StringValue });
      } else if (!refusesToHide) {
        hidden.set(ReceiptHandle!, { queue, seconds: Number(VisibilityTimeout) });
      }
      return response.writeHead(refusesToHide ? 400 : 200, { 'content-type': 'application/x-amz-json-1.0' }).end(
        JSON.stringify(MessageBody === undefined ? {} : { MD5OfMessageBody: hash('md5', MessageBody) }),
      );
    }
    const event = body as SQSEvent;
    runs.push({ name, ids: event.Records.map(({ messageId }) => messageId) });
    const answer = functions[name]?.(event);
    if (answer === undefined) {
      return response.writeHead(404, { 'x-amzn-errortype': 'ResourceNotFoundException' }).end('{}');
    }
    response
      .writeHead(200, answer === 'crashed' ? { 'x-amz-function-error': 'Unhandled' } : {})
      .end(JSON.stringify(answer === 'crashed' ? { errorMessage: 'out of memory' } : answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => server.close());
beforeEach(() => {
  stubFunction();
  const aws = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.stubEnv('AWS_ENDPOINT_URL', aws);
  vi.stubEnv('FUNCTION_PREFIX', 'jishi-test-');
  for (const queue of ['PAYMENT_PROVIDER', 'CARRIERS', 'MESSAGES', 'USER_POOL', 'HOUSE', 'PARTS']) {
    vi.stubEnv(`QUEUE_${queue}`, `${aws}/0/jishi-test-jobs-${queue.toLowerCase().replaceAll('_', '-')}`);
  }
  [functions, runs, hidden, givenUp, refusesToHide] = [{}, [], new Map(), [], false];
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const record = (messageId: string, body: string, { queue = 'carriers', deliveries = 1 } = {}): SQSRecord => ({
  messageId,
  receiptHandle: `receipt of ${messageId}`,
  body,
  attributes: { ApproximateReceiveCount: String(deliveries) },
  eventSourceARN: `arn:aws:sqs:us-east-1:000000000000:jishi-test-jobs-${queue}`,
} as SQSRecord);
const about = (name: string, message: object = {}): string =>
  JSON.stringify({ job: name, message: { key: 'k', correlationId: 'c', message } });
const handedBack = async (handler: (event: SQSEvent, context: never) => unknown, ...Records: SQSRecord[]) =>
  (await handler({ Records }, {} as never) as { batchItemFailures: { itemIdentifier: string }[] }).batchItemFailures
    .map(({ itemIdentifier }) => itemIdentifier);

const done: Run = () => ({ batchItemFailures: [] });
const failing: Run = ({ Records }) => ({
  batchItemFailures: Records.map(({ messageId }) => ({ itemIdentifier: messageId })),
});

describe('the dispatcher', () => {
  const { handler } = dispatcher('D.');

  it('takes the messages of one job together to it, as they are', async () => {
    linesOf();
    functions = { 'jishi-test-carriers-book': done, 'jishi-test-carriers-track': done };
    const [first, second, third] = [
      record('1', about('carriers/book')),
      record('2', about('carriers/track')),
      record('3', about('carriers/book')),
    ];
    expect(await handedBack(handler, first, second, third)).toEqual([]);
    expect(runs.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual([
      { name: 'jishi-test-carriers-book', ids: ['1', '3'] },
      { name: 'jishi-test-carriers-track', ids: ['2'] },
    ]);
    expect(hidden.size).toBe(0);
  });

  it('hands back what a job says has failed, which the job has put off, and not what the others have done', async () => {
    linesOf();
    functions = { 'jishi-test-carriers-book': failing, 'jishi-test-carriers-track': done };
    const batch = [record('1', about('carriers/book')), record('2', about('carriers/track'))];
    expect(await handedBack(handler, ...batch)).toEqual(['1']);
    expect(hidden.size).toBe(0);
  });

  it.each([
    ['whose job crashes', about('carriers/crash')],
    ['whose job there is not', about('carriers/none')],
    ['that names no job', '{"message":{}}'],
    ['that is no JSON', 'x'],
    ['that is null', 'null'],
  ])('puts off and hands back one %s, and does the others', async (_, body) => {
    linesOf();
    functions = { 'jishi-test-carriers-crash': () => 'crashed', 'jishi-test-carriers-track': done };
    const poison = record('1', body, { deliveries: 3 });
    expect(await handedBack(handler, poison, record('2', about('carriers/track')))).toEqual(['1']);
    expect([...hidden.keys()]).toEqual(['receipt of 1']);
    const { queue, seconds } = hidden.get('receipt of 1')!;
    expect(queue).toBe('jishi-test-jobs-carriers');
    expect(seconds).toBeGreaterThanOrEqual(135);
    expect(seconds).toBeLessThanOrEqual(270);
  });

  it('gives up what has been tried often enough, with the reason', async () => {
    linesOf();
    functions = { 'jishi-test-carriers-crash': () => 'crashed' };
    const poison = record('1', about('carriers/crash'), { deliveries: attempts });
    expect(await handedBack(handler, poison)).toEqual([]);
    expect(givenUp).toEqual([
      { queue: 'jishi-test-jobs-carriers-dead', body: poison.body, why: expect.stringContaining('out of memory') },
    ]);
  });
});

describe('a job', () => {
  const { handler } = job(
    { queue: 'carriers', summary: 'J.', message: z.object({ fails: z.boolean() }), touches: [] },
    async ({ message }) => {
      if (message.fails) throw new Error('no');
    },
  );
  const asked = (messageId: string, message: object, deliveries = 1) =>
    record(messageId, about('carriers/book', message), { deliveries });

  it('puts off what fails in it, longer each time, and not what it has done', async () => {
    linesOf();
    const batch = [
      asked('1', { fails: true }),
      asked('2', { fails: false }),
      asked('3', { fails: 'perhaps' }, 2),
      asked('4', { fails: true }, attempts - 1),
      asked('5', { fails: true }, attempts),
    ];
    expect(await handedBack(handler, ...batch)).toEqual(['1', '3', '4']);
    const seconds = ['1', '2', '3', '4', '5'].map((id) => hidden.get(`receipt of ${id}`)?.seconds);
    expect(seconds[0]).toBeLessThanOrEqual(30);
    expect(seconds[1]).toBeUndefined();
    expect(seconds[2]).toBeGreaterThanOrEqual(45);
    expect(seconds[2]).toBeLessThanOrEqual(90);
    expect(seconds[3]).toBeGreaterThan(10_000);
    expect(seconds[4]).toBeUndefined();
    expect(givenUp).toEqual([{ queue: 'jishi-test-jobs-carriers-dead', body: batch[4]!.body, why: 'Error: no' }]);
  });

  it('hands back what it cannot put off, which then comes back when the queue hides it no longer', async () => {
    const lines = linesOf();
    refusesToHide = true;
    const last = asked('3', { fails: true }, attempts);
    expect(await handedBack(handler, asked('1', { fails: true }), asked('2', { fails: false }), last)).toEqual([
      '1',
      '3',
    ]);
    expect(lines()).toContainEqual(expect.objectContaining({ message: 'not-put-off', id: '1' }));
  });
});
