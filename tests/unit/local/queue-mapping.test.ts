import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Outcome } from '../../../local/runtime/functions.ts';
import { mapQueue, type QueueMapping } from '../../../local/runtime/queue-mapping.ts';
import type { SQSRecord } from '../../../local/services/types.ts';

const queueArn = 'arn:aws:sqs:us-east-1:000000000000:jobs';

/** A queue in memory: received messages are hidden until released or deleted. */
const memoryQueue = () => {
  interface Kept {
    readonly messageId: string;
    deliveries: number;
  }
  const visible: Kept[] = [];
  const hidden = new Map<string, Kept>();
  const received = (message: Kept): SQSRecord => {
    message.deliveries += 1;
    hidden.set(`handle of ${message.messageId}`, message);
    return {
      messageId: message.messageId,
      receiptHandle: `handle of ${message.messageId}`,
      body: message.messageId,
      attributes: { ApproximateReceiveCount: String(message.deliveries) } as SQSRecord['attributes'],
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: queueArn,
      awsRegion: 'us-east-1',
    };
  };
  return {
    visible,
    hidden,
    add: (...bodies: string[]) => visible.push(...bodies.map((messageId) => ({ messageId, deliveries: 0 }))),
    receive: (_: string, max: number) => visible.splice(0, max).map(received),
    delete: (_: string, handles: readonly string[]) => handles.forEach((handle) => hidden.delete(handle)),
    release: (_: string, handles: readonly string[]) => {
      for (const handle of handles) {
        visible.push(hidden.get(handle)!);
        hidden.delete(handle);
      }
    },
    count: () => visible.length + hidden.size,
  };
};

interface Delivered {
  Records: { messageId: string; body: string; attributes: { ApproximateReceiveCount: string } }[];
}

describe('queue-mapping', () => {
  let mapping: QueueMapping;
  afterEach(() => mapping.stop());

  const start = (
    queues: ReturnType<typeof memoryQueue>,
    answer: (event: Delivered) => Outcome | Promise<Outcome>,
    concurrency = 2,
  ) => {
    mapping = mapQueue({
      spec: { queueArn, functionName: 'work', batchSize: 2, concurrency },
      queues,
      invoke: async (_, event) => answer(event as Delivered),
      backoffMs: () => 5,
    });
  };
  const idle = () => vi.waitFor(() => expect(mapping.idle()).toBe(true), { timeout: 5000, interval: 5 });

  it('delivers in batches and deletes what succeeded', async () => {
    const queues = memoryQueue();
    const batches: string[][] = [];
    queues.add('a', 'b', 'c');
    start(queues, ({ Records }) => {
      batches.push(Records.map(({ body }) => body));
      return { ok: true, result: { batchItemFailures: [] } };
    });
    await idle();
    expect(batches).toEqual([['a', 'b'], ['c']]);
    expect(queues.count()).toBe(0);
  });

  it('delivers only the messages again that failed', async () => {
    const queues = memoryQueue();
    const counts: string[] = [];
    queues.add('a', 'b');
    start(queues, ({ Records }) => {
      counts.push(...Records.map(({ body, attributes }) => body + attributes.ApproximateReceiveCount));
      const failed = Records.filter(
        ({ body, attributes }) => body === 'b' && attributes.ApproximateReceiveCount === '1',
      );
      return {
        ok: true,
        result: { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) },
      };
    });
    await idle();
    expect(counts).toEqual(['a1', 'b1', 'b2']);
  });

  it.each<[string, Outcome]>([
    ['the invocation fails', { ok: false, error: { errorType: 'Error', errorMessage: 'no', trace: [] } }],
    ['the answer names an empty id', { ok: true, result: { batchItemFailures: [{ itemIdentifier: '' }] } }],
  ])('delivers all of them again when %s', async (_, first) => {
    const queues = memoryQueue();
    const bodies: string[] = [];
    queues.add('a', 'b');
    start(queues, ({ Records }) => {
      bodies.push(...Records.map(({ body }) => body));
      return bodies.length === 2 ? first : { ok: true, result: undefined };
    });
    await idle();
    expect(bodies.toSorted()).toEqual(['a', 'a', 'b', 'b']);
  });

  it('runs no more batches at once than the template allows', async () => {
    const queues = memoryQueue();
    queues.add('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
    let running = 0;
    let most = 0;
    start(queues, async () => {
      most = Math.max(most, running += 1);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return { ok: true, result: undefined };
    });
    await idle();
    expect(most).toBe(2);
  });

  it('sleeps until it is woken, and is not idle before the message is dealt with', async () => {
    const queues = memoryQueue();
    let delivered = 0;
    start(queues, () => {
      delivered += 1;
      return { ok: true, result: undefined };
    });
    await idle();
    queues.add('late');
    mapping.wake();
    expect(mapping.idle()).toBe(false);
    await idle();
    expect(delivered).toBe(1);
  });

  it('makes visible what waits for another attempt when it stops', async () => {
    const queues = memoryQueue();
    queues.add('a');
    mapping = mapQueue({
      spec: { queueArn, functionName: 'work', batchSize: 2, concurrency: 1 },
      queues,
      backoffMs: () => 60_000,
      invoke: async () => ({ ok: false, error: { errorType: 'Error', errorMessage: 'no', trace: [] } }),
    });
    await vi.waitFor(() => expect(queues.hidden.size).toBe(1));
    await mapping.stop();
    expect(queues.visible.map(({ messageId }) => messageId)).toEqual(['a']);
  });
});
