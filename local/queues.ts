/** The queues as the local cloud itself uses them, through the same endpoint as everybody. */
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
  type Message,
} from '@aws-sdk/client-sqs';
import { queueUrl } from './services/names.ts';
import { ADMIN_ACCESS_KEY, LOCAL_SECRET, type Place } from './services/types.ts';

export interface Queues {
  send(queueArn: string, body: string): Promise<void>;
  /** What is there now, at the most ten messages. */
  receive(queueArn: string, max: number, visibilitySeconds?: number): Promise<Message[]>;
  delete(queueArn: string, receiptHandles: readonly string[]): Promise<void>;
  /** Makes received messages visible again at once. */
  release(queueArn: string, receiptHandles: readonly string[]): Promise<void>;
  /** Messages in the queue, visible, delayed or received and not yet deleted. */
  count(queueArn: string): Promise<number>;
  close(): void;
}

export const openQueues = (place: Place): Queues => {
  const client = new SQSClient({
    endpoint: place.endpointUrl,
    region: place.region,
    credentials: { accessKeyId: ADMIN_ACCESS_KEY, secretAccessKey: LOCAL_SECRET },
  });
  const urlOf = (queueArn: string): string => queueUrl(place, queueArn.slice(queueArn.lastIndexOf(':') + 1));
  const entries = (receiptHandles: readonly string[]): { Id: string; ReceiptHandle: string }[] =>
    receiptHandles.map((ReceiptHandle, i) => ({ Id: String(i), ReceiptHandle }));

  return {
    send: async (queueArn, body) => {
      await client.send(new SendMessageCommand({ QueueUrl: urlOf(queueArn), MessageBody: body }));
    },
    receive: async (queueArn, max, visibilitySeconds) => {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({
          QueueUrl: urlOf(queueArn),
          MaxNumberOfMessages: Math.min(max, 10),
          WaitTimeSeconds: 0,
          VisibilityTimeout: visibilitySeconds,
          MessageSystemAttributeNames: ['All'],
          MessageAttributeNames: ['All'],
        }),
      );
      return Messages;
    },
    delete: async (queueArn, receiptHandles) => {
      if (receiptHandles.length === 0) return;
      await client.send(new DeleteMessageBatchCommand({ QueueUrl: urlOf(queueArn), Entries: entries(receiptHandles) }));
    },
    release: async (queueArn, receiptHandles) => {
      if (receiptHandles.length === 0) return;
      await client.send(
        new ChangeMessageVisibilityBatchCommand({
          QueueUrl: urlOf(queueArn),
          Entries: entries(receiptHandles).map((entry) => ({ ...entry, VisibilityTimeout: 0 })),
        }),
      );
    },
    count: async (queueArn) => {
      const { Attributes = {} } = await client.send(
        new GetQueueAttributesCommand({
          QueueUrl: urlOf(queueArn),
          AttributeNames: [
            'ApproximateNumberOfMessages',
            'ApproximateNumberOfMessagesNotVisible',
            'ApproximateNumberOfMessagesDelayed',
          ],
        }),
      );
      return Object.values(Attributes).reduce((sum, value) => sum + Number(value), 0);
    },
    close: () => client.destroy(),
  };
};
