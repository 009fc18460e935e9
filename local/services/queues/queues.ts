/** The queues as the local cloud itself uses them: in this process, past HTTP and permissions. */
import type { BuildAppOptions } from 'fauxqs';
import type { SQSRecord } from 'aws-lambda';
import type { Queues } from '../types.ts';

export type QueueStore = NonNullable<BuildAppOptions['stores']>['sqsStore'];
type Queue = NonNullable<ReturnType<QueueStore['getQueueByArn']>>;
export type QueueMessage = Parameters<Queue['enqueue']>[0];

export interface QueuesOptions {
  readonly store: QueueStore;
  readonly region: string;
  /** A message that is not in a queue yet. */
  readonly createMessage: (body: string) => QueueMessage;
  readonly onSend: (queueUrl: string) => void;
}

export const openQueues = ({ store, region, createMessage, onSend }: QueuesOptions): Queues => {
  const queueOf = (queueArn: string): Queue => {
    const queue = store.getQueueByArn(queueArn);
    if (!queue) throw new Error(`There is no queue ${queueArn}`);
    return queue;
  };

  return {
    send: (queueArn, body) => {
      const queue = queueOf(queueArn);
      queue.enqueue(createMessage(body));
      onSend(queue.url);
    },
    receive: (queueArn, max, visibilitySeconds) => {
      const queue = queueOf(queueArn);
      const received = queue.dequeue(max, visibilitySeconds, (arn) => store.getQueueByArn(arn));
      return received.map(({ ReceiptHandle }) => {
        const { message } = queue.inflightMessages.get(ReceiptHandle)!;
        return record(message, ReceiptHandle, queueArn, region);
      });
    },
    delete: (queueArn, receiptHandles) => {
      for (const handle of receiptHandles) queueOf(queueArn).deleteMessage(handle);
    },
    release: (queueArn, receiptHandles) => {
      for (const handle of receiptHandles) queueOf(queueArn).changeVisibility(handle, 0);
    },
    count: (queueArn) => {
      const { messages, delayedMessages, inflightMessages } = queueOf(queueArn);
      return messages.length + delayedMessages.length + inflightMessages.size;
    },
  };
};

const record = (
  message: QueueMessage,
  receiptHandle: string,
  eventSourceARN: string,
  awsRegion: string,
): SQSRecord => ({
  messageId: message.messageId,
  receiptHandle,
  body: message.body,
  attributes: {
    ApproximateReceiveCount: String(message.approximateReceiveCount),
    SentTimestamp: String(message.sentTimestamp),
    SenderId: '000000000000',
    ApproximateFirstReceiveTimestamp: String(message.approximateFirstReceiveTimestamp ?? message.sentTimestamp),
  },
  messageAttributes: Object.fromEntries(
    Object.entries(message.messageAttributes).map(([name, { DataType, StringValue }]) => [
      name,
      { dataType: DataType, stringValue: StringValue, stringListValues: [], binaryListValues: [] },
    ]),
  ),
  md5OfBody: message.md5OfBody,
  eventSource: 'aws:sqs',
  eventSourceARN,
  awsRegion,
});
