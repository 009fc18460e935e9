import { ChangeMessageVisibilityCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { operation, type Operation } from './access.ts';
import { env } from '../env.ts';
import { whyAttribute, whyOf } from './letters.ts';
import { log } from '../log.ts';
import { attempts, deadOf, queueVariable, secondsUntilRetry, type QueueName } from './queues.ts';

let client: SQSClient | undefined;

/**
 * Makes the operation that has a message of these queues delivered again when it is due for that: soon the first time, hours
 * later the last time. After the last attempt it lies among the dead letters with the reason, and the answer is
 * `given-up`: whoever has it takes it out of its queue. It never fails: what it cannot put off comes back when the queue's
 * own timeout has passed, and what it cannot give up the queue does, without the reason.
 */
export const puttingOff = (
  queues: readonly QueueName[],
): Operation<[record: SQSRecord, why: unknown], Promise<'put-off' | 'given-up'>> =>
  operation('queue.putOff', [{ on: 'deliveries', queues }], async (record, why) => {
    const { eventSourceARN, receiptHandle: ReceiptHandle, attributes, messageId, body: MessageBody } = record;
    try {
      client ??= new SQSClient({ maxAttempts: 3 });
      const name = eventSourceARN.split(':').at(-1)!;
      const QueueUrl = queues.map((queue) => env(queueVariable(queue))).find((url) => url.endsWith(`/${name}`))!;
      const failures = Number(attributes.ApproximateReceiveCount);
      if (failures >= attempts) {
        const MessageAttributes = { [whyAttribute]: { DataType: 'String', StringValue: whyOf(why) } };
        await client.send(new SendMessageCommand({ QueueUrl: deadOf(QueueUrl), MessageBody, MessageAttributes }));
        return 'given-up';
      }
      const VisibilityTimeout = secondsUntilRetry(failures);
      await client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }));
    } catch (error) {
      log.error('not-put-off', error, { id: messageId });
    }
    return 'put-off';
  });
