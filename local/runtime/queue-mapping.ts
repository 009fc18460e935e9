/** Takes a queue's messages to a function in batches, as Lambda's event source mapping does. */
import type { QueueMappingSpec } from '../deployment/deployment.ts';
import type { Outcome } from './functions.ts';
import type { Queues, SQSRecord } from '../services/types.ts';

export interface QueueMappingOptions {
  readonly spec: QueueMappingSpec;
  readonly queues: Pick<Queues, 'receive' | 'delete' | 'release' | 'count'>;
  readonly invoke: (functionName: string, event: unknown) => Promise<Outcome>;
  /** Milliseconds until a message that failed is delivered again, by how often it was delivered. */
  readonly backoffMs?: (deliveries: number) => number;
}

export interface QueueMapping {
  /** To be called when something was sent to the queue. */
  wake(): void;
  /** Nothing is visible, runs or waits for its next attempt. */
  idle(): boolean;
  /** Ends after the batches under way; what waits for another attempt becomes visible. */
  stop(): Promise<void>;
}

/** How often a queue is looked at in which something is delayed, or held by an earlier run. */
const lookAgainMs = 1000;

/** Starts reading. A queue without messages is left alone until `wake`. */
export const mapQueue = ({ spec, queues, invoke, backoffMs = backoff }: QueueMappingOptions): QueueMapping => {
  const { queueArn, functionName, batchSize, concurrency } = spec;
  const batches = new Set<Promise<void>>();
  const resting = new Map<string, NodeJS.Timeout>();
  let woken: NodeJS.Immediate | undefined;
  let again: NodeJS.Timeout | undefined;
  let stopped = false;

  /** Messages that are sent together are looked at together. */
  const wake = (): void => {
    if (!stopped) woken ??= setImmediate(look);
  };

  const look = (): void => {
    woken = undefined;
    clearTimeout(again);
    while (batches.size < concurrency && !stopped) {
      const records = queues.receive(queueArn, batchSize);
      if (records.length === 0) break;
      const batch = deliver(records).finally(() => {
        batches.delete(batch);
        wake();
      });
      batches.add(batch);
    }
    const alone = batches.size === 0 && resting.size === 0;
    if (alone && queues.count(queueArn) > 0) again = setTimeout(wake, lookAgainMs);
  };

  const deliver = async (records: readonly SQSRecord[]): Promise<void> => {
    const outcome = await invoke(functionName, { Records: records });
    const failed = outcome.ok ? failuresOf(outcome.result) : undefined;
    const { retried = [], done = [] } = Object.groupBy(
      records,
      ({ messageId }) => failed === undefined || failed.has(messageId) ? 'retried' : 'done',
    );
    queues.delete(
      queueArn,
      done.map(({ receiptHandle }) => receiptHandle),
    );
    retried.forEach(retryLater);
  };

  const retryLater = ({ receiptHandle, attributes }: SQSRecord): void => {
    const retry = (): void => {
      resting.delete(receiptHandle);
      queues.release(queueArn, [receiptHandle]);
      wake();
    };
    resting.set(receiptHandle, setTimeout(retry, backoffMs(Number(attributes.ApproximateReceiveCount))));
  };

  wake();
  return {
    wake,
    idle: () => woken === undefined && batches.size === 0 && resting.size === 0,
    stop: async () => {
      stopped = true;
      clearImmediate(woken);
      clearTimeout(again);
      await Promise.allSettled(batches);
      for (const timer of resting.values()) clearTimeout(timer);
      queues.release(queueArn, [...resting.keys()]);
    },
  };
};

/** 0.1 s, 0.3 s, 0.9 s, then a second each: on AWS it is what the function asks for, or the visibility timeout. */
const backoff = (deliveries: number): number => Math.min(100 * 3 ** (deliveries - 1), 1_000);

/** The ids of the messages that failed. An answer that names an empty id means all of them. */
const failuresOf = (result: unknown): Set<string> | undefined => {
  const { batchItemFailures = [] } = (result ?? {}) as { batchItemFailures?: { itemIdentifier?: string }[] };
  const ids = batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  return ids.every((id) => id) ? new Set(ids as string[]) : undefined;
};
