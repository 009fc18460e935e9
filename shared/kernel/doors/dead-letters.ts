/**
 * What could not be done in all its attempts: messages of jobs, and the events, deadlines and schedules of each context.
 * Queues keep it for 14 days. What is asked again begins with its first attempt, and what has had its effect ignores it.
 */
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
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
import { groupOf, type Letter, letterIn } from './letters.ts';
import { log } from '../log.ts';
import { instant, type Instant } from '../values/clock.ts';
import { deadOf, queueNames, queueVariable } from './queues.ts';

/** Where something lies that was given up. */
export interface DeadQueue {
  /** That of the jobs' queue (`house`), or of the context (`catalogue`). */
  readonly name: string;
  readonly dead: string;
  /** The jobs' queue itself; none where invocations are kept. */
  readonly source?: string;
  /** What the names of the stage's functions begin with. */
  readonly prefix: string;
}

/** Letters that are alike: of one use case, given up for the same reason. */
export interface GivenUp extends Pick<Letter, 'kind' | 'useCase' | 'why'> {
  readonly group: string;
  readonly messages: number;
  /** When the oldest of them came. */
  readonly since: Instant;
  /** Whether it can be asked again from here. */
  readonly again: boolean;
  /** Some of what they belong to, by which the log and the audit trail lead on. */
  readonly correlationIds: readonly string[];
}

/** Seconds for which nobody else gets what has been looked at. */
const hidden = 60;

/** What lies in a queue, hidden from others for a while; all of it, or until so many have come. */
const messagesIn = async (sqs: SQSClient, QueueUrl: string, most: number): Promise<Message[]> => {
  const messages = new Map<string, Message>();
  while (messages.size < most) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        // SQS asks all of its servers then, and leaves nothing out.
        WaitTimeSeconds: 1,
        VisibilityTimeout: hidden,
        MessageSystemAttributeNames: ['SentTimestamp'],
        MessageAttributeNames: ['All'],
      }),
    );
    if (Messages.every(({ MessageId }) => messages.has(MessageId!))) break;
    for (const message of Messages) messages.set(message.MessageId!, message);
  }
  return [...messages.values()];
};

const showAgain = async (sqs: SQSClient, QueueUrl: string, messages: readonly Message[]): Promise<void> => {
  for (let i = 0; i < messages.length; i += 10) {
    const Entries = messages.slice(i, i + 10).map(({ MessageId, ReceiptHandle }) => ({
      Id: MessageId,
      ReceiptHandle,
      VisibilityTimeout: 0,
    }));
    await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
  }
};

const read = ({ prefix, source, name }: DeadQueue, message: Message): Letter =>
  letterIn(message, { prefix, ...(source === undefined && { context: name }) });

/** What lies in a queue, alike with alike. @param most of its messages that are looked at */
export const lookAt = async (sqs: SQSClient, queue: DeadQueue, most = Infinity): Promise<GivenUp[]> => {
  const messages = await messagesIn(sqs, queue.dead, most);
  await showAgain(sqs, queue.dead, messages);
  const letters = messages.map((message) => read(queue, message));
  return [...Map.groupBy(letters, groupOf)].map(([group, alike]) => {
    const { kind, useCase, why, again } = alike[0]!;
    return {
      group,
      kind,
      ...(useCase !== undefined && { useCase }),
      ...(why !== undefined && { why }),
      messages: alike.length,
      since: instant(Math.min(...alike.map(({ since }) => Date.parse(since)))),
      again: again !== undefined,
      correlationIds: [...new Set(alike.flatMap(({ correlationId = [] }) => correlationId))].slice(0, 5),
    };
  });
};

/** Takes those letters out of a queue that are `meant`, once `first` is done with each. Returns how many. */
const takeOut = async (
  sqs: SQSClient,
  queue: DeadQueue,
  meant: (letter: Letter) => boolean,
  first: (letter: Letter, body: string) => Promise<unknown>,
  most: number,
): Promise<number> => {
  const messages = await messagesIn(sqs, queue.dead, most);
  const letters = messages.map((message) => ({ message, letter: read(queue, message) }));
  const { its = [], others = [] } = Object.groupBy(letters, ({ letter }) => (meant(letter) ? 'its' : 'others'));
  try {
    for (const { message: { Body = '', ReceiptHandle }, letter } of its) {
      // It is in both places rather than in none when this ends in between.
      await first(letter, Body);
      await sqs.send(new DeleteMessageCommand({ QueueUrl: queue.dead, ReceiptHandle }));
    }
  } finally {
    await showAgain(sqs, queue.dead, others.map(({ message }) => message));
  }
  return its.length;
};

/** Puts the messages of one job back into their queue, and leaves those of others where they are. Returns how many. */
export const putBack = (sqs: SQSClient, queue: DeadQueue, job: string): Promise<number> =>
  takeOut(
    sqs,
    queue,
    ({ useCase }) => useCase === job,
    (_, MessageBody) => sqs.send(new SendMessageCommand({ QueueUrl: queue.source, MessageBody })),
    Infinity,
  );

let clients: { readonly sqs: SQSClient; readonly lambda: LambdaClient } | undefined;
const connected = () =>
  clients ??= { sqs: new SQSClient({ maxAttempts: 3 }), lambda: new LambdaClient({ maxAttempts: 3 }) };

/** Of each queue, what is looked at in one request: some seconds of it. */
const mostLetters = 500;

/** All places of the stage where something may lie. */
const deadQueues = (): DeadQueue[] => {
  const prefix = env('FUNCTION_PREFIX');
  const account = env(queueVariable('house')).replace(/[^/]*$/, '');
  return [
    ...queueNames.map((name) => {
      const source = env(queueVariable(name));
      return { name, source, dead: deadOf(source), prefix };
    }),
    ...env('PARKING').split(' ').map((name) => ({ name, dead: deadOf(`${account}${prefix}${name}`), prefix })),
  ];
};

/** What was given up, of the first `mostLetters` of each queue. */
export const deadLetters = operation(
  'dead-letters.look',
  [{ on: 'dead-letters', may: 'look' }],
  async (): Promise<(GivenUp & { readonly queue: string })[]> => {
    const { sqs } = connected();
    const look = async (queue: DeadQueue) =>
      (await lookAt(sqs, queue, mostLetters)).map((one) => ({ queue: queue.name, ...one }));
    return (await Promise.all(deadQueues().map(look))).flat();
  },
);

const takeGroup = async (
  { queue: name, group }: { readonly queue: string; readonly group: string },
  meant: (letter: Letter) => boolean,
  first: (queue: DeadQueue, letter: Letter, body: string) => Promise<unknown>,
): Promise<number> => {
  const queue = deadQueues().find((one) => one.name === name);
  if (!queue) return 0;
  const isMeant = (letter: Letter) => groupOf(letter) === group && meant(letter);
  return takeOut(connected().sqs, queue, isMeant, (letter, body) => first(queue, letter, body), mostLetters);
};

/** Asks again for what is alike, of the first `mostLetters` of its queue. Returns how many messages it was. */
export const askAgain = operation(
  'dead-letters.askAgain',
  [{ on: 'dead-letters', may: 'ask-again' }],
  (alike: { readonly queue: string; readonly group: string }): Promise<number> =>
    takeGroup(alike, ({ again }) => again !== undefined, ({ source, prefix }, { again, useCase = '' }, body) => {
      const { sqs, lambda } = connected();
      if (typeof again !== 'object') return sqs.send(new SendMessageCommand({ QueueUrl: source, MessageBody: body }));
      return lambda.send(
        new InvokeCommand({
          FunctionName: `${prefix}${useCase.replace('/', '-')}`,
          InvocationType: 'Event',
          Payload: JSON.stringify(again.call),
        }),
      );
    }),
);

/** Closes what is alike, of the first `mostLetters` of its queue: it is not done any more. Returns how many messages it was. */
export const closeLetters = operation(
  'dead-letters.close',
  [{ on: 'dead-letters', may: 'close' }],
  (alike: { readonly queue: string; readonly group: string }): Promise<number> =>
    takeGroup(alike, () => true, async ({ name: queue }, { useCase: of, correlationId: belongsTo }) => {
      log.warn('dead-letter-closed', { queue, of, belongsTo });
    }),
);
