import { ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { operation, type Operation } from './access.ts';
import { env } from '../env.ts';
import { log } from '../log.ts';
import { queueVariable, secondsUntilRetry, type QueueName } from './queues.ts';

let client: SQSClient | undefined;

/**
 * Makes the operation that has a message of these queues delivered again when it is due for that: soon the first time, hours
 * later the last time. It never fails: what it cannot put off comes back when the queue's own timeout has passed.
 */
export const puttingOff = (queues: readonly QueueName[]): Operation<[SQSRecord], Promise<void>> =>
  operation('queue.putOff', [{ on: 'deliveries', queues }], async (record) => {
    const { eventSourceARN, receiptHandle: ReceiptHandle, attributes, messageId } = record;
    try {
      client ??= new SQSClient({ maxAttempts: 3 });
      const name = eventSourceARN.split(':').at(-1)!;
      const QueueUrl = queues.map((queue) => env(queueVariable(queue))).find((url) => url.endsWith(`/${name}`));
      const VisibilityTimeout = secondsUntilRetry(Number(attributes.ApproximateReceiveCount));
      await client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }));
    } catch (error) {
      log.error('not-put-off', error, { id: messageId });
    }
  });
