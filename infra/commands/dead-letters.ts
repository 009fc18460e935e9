/**
 * `npx node infra/commands/dead-letters.ts [payments/check-payment] [--stage prod]`: lists the jobs whose messages have been
 * given up, how many of each and since when; with a job, puts those of that job alone back into their queue. Run it with the
 * operator's own AWS credentials, as often as need be: a job that has had its effect ignores its message.
 */
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { parseArgs } from 'node:util';
import { jobNamedIn, queueNames } from '../../shared/kernel/doors/queues.ts';
import { addressesOf } from '../addresses.ts';
import { stageNamed } from '../stages.ts';
import { answerHelp } from './answer-help.ts';

answerHelp(import.meta.filename);

const sqs = new SQSClient({});
/** Seconds for which nobody else gets what has been looked at. */
const hidden = 120;

const urlOf = async (QueueName: string): Promise<string> =>
  (await sqs.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl!;

/** All that lies in a queue, hidden from others for a while. */
const lettersIn = async (QueueUrl: string): Promise<Message[]> => {
  const letters = new Map<string, Message>();
  for (;;) {
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
    if (Messages.every(({ MessageId }) => letters.has(MessageId!))) return [...letters.values()];
    for (const letter of Messages) letters.set(letter.MessageId!, letter);
  }
};

const jobOf = ({ Body = '' }: Message): string => jobNamedIn(Body) ?? 'no job that it names';

const showAgain = async (QueueUrl: string, letters: readonly Message[]): Promise<void> => {
  for (let i = 0; i < letters.length; i += 10) {
    const Entries = letters.slice(i, i + 10).map(({ MessageId, ReceiptHandle }) => ({
      Id: MessageId,
      ReceiptHandle,
      VisibilityTimeout: 0,
    }));
    await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
  }
};

const described = (queue: string, letters: readonly Message[]): string[] =>
  [...Map.groupBy(letters, jobOf)].map(([job, alike]) => {
    const since = new Date(Math.min(...alike.map(({ Attributes }) => Number(Attributes!.SentTimestamp))));
    return `${queue}: ${alike.length} of ${job}, the oldest of ${since.toISOString()}`;
  });

/** Puts back what is of the job, and tells of the rest where no job is asked for. */
const lookInto = async (queue: string, job: string | undefined): Promise<string[]> => {
  const [source, dead] = await Promise.all([urlOf(queue), urlOf(`${queue}-dead`)]);
  const letters = await lettersIn(dead);
  const { again = [], left = [] } = Object.groupBy(letters, (letter) => (jobOf(letter) === job ? 'again' : 'left'));
  for (const { Body, ReceiptHandle } of again) {
    // It is in both queues rather than in none when this ends in between.
    await sqs.send(new SendMessageCommand({ QueueUrl: source, MessageBody: Body }));
    await sqs.send(new DeleteMessageCommand({ QueueUrl: dead, ReceiptHandle }));
  }
  await showAgain(dead, left);
  if (job === undefined) return described(`${queue}-dead`, left);
  return again.length > 0 ? [`Messages of ${job} that are tried again: ${again.length}`] : [];
};

try {
  const { values: { stage }, positionals: [job] } = parseArgs({
    allowPositionals: true,
    options: { stage: { type: 'string', default: 'dev' } },
  });
  const at = addressesOf(stageNamed(stage));
  const lines = await Promise.all(queueNames.map((queue) => lookInto(at.queue(queue).name, job)));
  console.log(lines.flat().join('\n') || `Nothing${job ? ` of ${job}` : ''} has been given up.`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
