/** Takes a queue's messages to a function in batches, as Lambda's event source mapping does. */
import type { Message } from '@aws-sdk/client-sqs';
import type { QueueMappingSpec } from './deployment.ts';
import type { Outcome } from './functions.ts';
import type { Queues } from './queues.ts';

export interface QueueMappingOptions {
  readonly spec: QueueMappingSpec;
  readonly region: string;
  readonly queues: Pick<Queues, 'receive' | 'delete' | 'release' | 'count'>;
  readonly invoke: (functionName: string, event: unknown) => Promise<Outcome>;
  /** Told when the queue itself cannot be read. */
  readonly onFault: (message: string, cause: unknown) => void;
  /** Milliseconds until a message that failed is delivered again, by how often it was delivered. */
  readonly backoffMs?: (deliveries: number) => number;
}

export interface QueueMapping {
  /** To be called when something was sent to the queue. */
  wake(): void;
  /** Nothing is visible, runs or waits for its next attempt, as far as the last look tells. */
  idle(): boolean;
  /** Ends after the batches under way; what waits for another attempt becomes visible. */
  stop(): Promise<void>;
}

/** How often a queue is looked at in which something is delayed, or held by an earlier run. */
const lookAgainMs = 1000;

/** Starts reading. A queue without messages is left alone until `wake`. */
export const mapQueue = ({
  spec,
  region,
  queues,
  invoke,
  onFault,
  backoffMs = backoff,
}: QueueMappingOptions): QueueMapping => {
  const { queueArn, functionName, batchSize, concurrency } = spec;
  const batches = new Set<Promise<void>>();
  const resting = new Map<string, NodeJS.Timeout>();
  let woken = true;
  let looking = false;
  let stopped = false;
  let again: NodeJS.Timeout | undefined;

  const look = async (): Promise<void> => {
    if (looking || stopped) return;
    looking = true;
    clearTimeout(again);
    try {
      while (woken && batches.size < concurrency && !stopped) {
        woken = false;
        const messages = await queues.receive(queueArn, batchSize);
        if (messages.length === 0) continue;
        woken = true;
        const batch = deliver(messages).finally(() => {
          batches.delete(batch);
          void look();
        });
        batches.add(batch);
      }
      const left = !stopped && !woken && batches.size === 0 && resting.size === 0 ? await queues.count(queueArn) : 0;
      if (left > 0) again = setTimeout(wake, lookAgainMs);
    } catch (error) {
      if (stopped) return;
      onFault(`The queue ${queueArn} cannot be read`, error);
      again = setTimeout(wake, lookAgainMs);
    } finally {
      looking = false;
      if (woken && batches.size < concurrency && !stopped) setImmediate(look);
    }
  };

  const wake = (): void => {
    woken = true;
    void look();
  };

  const deliver = async (messages: readonly Message[]): Promise<void> => {
    const outcome = await invoke(functionName, {
      Records: messages.map((message) => record(message, queueArn, region)),
    });
    const failed = outcome.ok ? failuresOf(outcome.result) : undefined;
    const hasFailed = ({ MessageId }: Message): boolean => failed === undefined || failed.has(MessageId!);
    await queues.delete(
      queueArn,
      messages.filter((message) => !hasFailed(message)).map(({ ReceiptHandle }) => ReceiptHandle!),
    );
    for (const message of messages.filter(hasFailed)) retryLater(message);
  };

  const retryLater = (message: Message): void => {
    const handle = message.ReceiptHandle!;
    const deliveries = Number(message.Attributes?.ApproximateReceiveCount ?? 1);
    resting.set(
      handle,
      setTimeout(async () => {
        await queues
          .release(queueArn, [handle])
          .catch((error: unknown) => onFault(`A message of ${queueArn} stays hidden`, error));
        resting.delete(handle);
        wake();
      }, backoffMs(deliveries)),
    );
  };

  void look();
  return {
    wake,
    idle: () => !woken && !looking && batches.size === 0 && resting.size === 0,
    stop: async () => {
      stopped = true;
      clearTimeout(again);
      await Promise.allSettled(batches);
      for (const timer of resting.values()) clearTimeout(timer);
      await Promise.allSettled([...resting.keys()].map((handle) => queues.release(queueArn, [handle])));
    },
  };
};

/** 0.1 s, 0.3 s, 0.9 s, …: on AWS it is the visibility timeout, minutes. */
const backoff = (deliveries: number): number => Math.min(100 * 3 ** (deliveries - 1), 5_000);

/** The ids of the messages that failed. An answer that names an empty id means all of them. */
const failuresOf = (result: unknown): Set<string> | undefined => {
  const failures =
    (result as { batchItemFailures?: { itemIdentifier?: string }[] } | null | undefined)?.batchItemFailures ?? [];
  return failures.some(({ itemIdentifier }) => !itemIdentifier)
    ? undefined
    : new Set(failures.map(({ itemIdentifier }) => itemIdentifier!));
};

const record = (message: Message, eventSourceARN: string, awsRegion: string): object => ({
  messageId: message.MessageId,
  receiptHandle: message.ReceiptHandle,
  body: message.Body,
  attributes: message.Attributes ?? {},
  messageAttributes: Object.fromEntries(
    Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [
      name,
      {
        stringValue: value.StringValue,
        dataType: value.DataType,
        stringListValues: [],
        binaryListValues: [],
      },
    ]),
  ),
  md5OfBody: message.MD5OfBody,
  eventSource: 'aws:sqs',
  eventSourceARN,
  awsRegion,
});
