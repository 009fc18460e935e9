/**
 * What jobs could not do in all their attempts. Behind each queue of theirs is one that keeps it for 14 days. What is put
 * back begins with its first attempt, and a job that has had its effect ignores it.
 */
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { operation } from './access.ts';
import { env } from '../env.ts';
import { instant, type Instant } from '../values/clock.ts';
import { deadOf, jobNamedIn, queueNames, queueVariable, type QueueName } from './queues.ts';

/** Where the messages of a queue wait, and where those lie that it has given up. */
export interface QueueUrls {
  readonly source: string;
  readonly dead: string;
}

/** What one job has given up. */
export interface GivenUp {
  /** None: its messages name no job, so that nobody can do them. */
  readonly job?: string;
  readonly messages: number;
  /** When the oldest of them was sent. */
  readonly since: Instant;
}

/** Seconds for which nobody else gets what has been looked at. */
const hidden = 60;

/** What lies in a queue, hidden from others for a while; all of it, or until so many have come. */
const lettersIn = async (sqs: SQSClient, QueueUrl: string, most: number): Promise<Message[]> => {
  const letters = new Map<string, Message>();
  while (letters.size < most) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        // SQS asks all of its servers then, and leaves nothing out.
        WaitTimeSeconds: 1,
        VisibilityTimeout: hidden,
        MessageSystemAttributeNames: ['SentTimestamp'],
      }),
    );
    if (Messages.every(({ MessageId }) => letters.has(MessageId!))) break;
    for (const letter of Messages) letters.set(letter.MessageId!, letter);
  }
  return [...letters.values()];
};

const showAgain = async (sqs: SQSClient, QueueUrl: string, letters: readonly Message[]): Promise<void> => {
  for (let i = 0; i < letters.length; i += 10) {
    const Entries = letters.slice(i, i + 10).map(({ MessageId, ReceiptHandle }) => ({
      Id: MessageId,
      ReceiptHandle,
      VisibilityTimeout: 0,
    }));
    await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
  }
};

const jobOf = ({ Body = '' }: Message): string | undefined => jobNamedIn(Body);

/** What a queue has given up, by the job that it was for. @param most of its messages that are looked at */
export const lookAt = async (sqs: SQSClient, { dead }: QueueUrls, most = Infinity): Promise<GivenUp[]> => {
  const letters = await lettersIn(sqs, dead, most);
  await showAgain(sqs, dead, letters);
  return [...Map.groupBy(letters, jobOf)].map(([job, alike]) => ({
    ...(job !== undefined && { job }),
    messages: alike.length,
    since: instant(Math.min(...alike.map(({ Attributes }) => Number(Attributes!.SentTimestamp)))),
  }));
};

/**
 * Puts the messages of one job back into their queue, and leaves those of others where they are. Returns how many.
 * @param most of the queue's messages that are looked at
 */
export const putBack = async (
  sqs: SQSClient,
  { source, dead }: QueueUrls,
  job: string,
  most = Infinity,
): Promise<number> => {
  const letters = await lettersIn(sqs, dead, most);
  const { its = [], others = [] } = Object.groupBy(letters, (letter) => (jobOf(letter) === job ? 'its' : 'others'));
  for (const { Body, ReceiptHandle } of its) {
    // It is in both queues rather than in none when this ends in between.
    await sqs.send(new SendMessageCommand({ QueueUrl: source, MessageBody: Body }));
    await sqs.send(new DeleteMessageCommand({ QueueUrl: dead, ReceiptHandle }));
  }
  await showAgain(sqs, dead, others);
  return its.length;
};

let client: SQSClient | undefined;
const sqs = (): SQSClient => client ??= new SQSClient({ maxAttempts: 3 });

/** Of each queue, what is looked at in one request: some seconds of it. */
export const mostLetters = 500;

const urlsOf = (queue: QueueName): QueueUrls => {
  const source = env(queueVariable(queue));
  return { source, dead: deadOf(source) };
};

/** What each job has given up, of the first `mostLetters` of each queue. */
export const deadLetters = operation(
  'dead-letters.look',
  [{ on: 'dead-letters', queues: queueNames, may: 'look' }],
  async (): Promise<(GivenUp & { readonly queue: QueueName })[]> => {
    const look = async (queue: QueueName) =>
      (await lookAt(sqs(), urlsOf(queue), mostLetters)).map((one) => ({ queue, ...one }));
    return (await Promise.all(queueNames.map(look))).flat();
  },
);

/** Has a job try again what it has given up, of the first `mostLetters` of its queue. Returns how many messages. */
export const redriveLetters = operation(
  'dead-letters.redrive',
  [{ on: 'dead-letters', queues: queueNames, may: 'redrive' }],
  (queue: QueueName, job: string): Promise<number> => putBack(sqs(), urlsOf(queue), job, mostLetters),
);
