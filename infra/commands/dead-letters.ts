/**
 * `npx node infra/commands/dead-letters.ts [payments/check-payment] [--stage prod]`: lists the jobs whose messages have been
 * given up, how many of each and since when; with a job, puts those of that job alone back into their queue. Run it with the
 * operator's own AWS credentials, as often as need be: a job that has had its effect ignores its message.
 */
import { GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { parseArgs } from 'node:util';
import { type DeadQueue, lookAt, putBack } from '../../shared/kernel/doors/dead-letters.ts';
import { deadOf, queueNames } from '../../shared/kernel/doors/queues.ts';
import { addressesOf } from '../addresses.ts';
import { stageNamed } from '../stages.ts';
import { answerHelp } from './answer-help.ts';

answerHelp(import.meta.filename);

const sqs = new SQSClient({});

const urlOf = async (QueueName: string): Promise<string> =>
  (await sqs.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl!;

const found = async (name: string): Promise<DeadQueue> => {
  const [source, dead] = await Promise.all([urlOf(name), urlOf(deadOf(name))]);
  return { name, source, dead, prefix: '' };
};

/** Puts back what is of the job, or tells of all where no job is asked for. */
const lookInto = async (queue: string, job: string | undefined): Promise<string[]> => {
  const place = await found(queue);
  if (job === undefined) {
    return (await lookAt(sqs, place)).map(({ useCase = 'no job that it names', why, messages, since }) =>
      `${deadOf(queue)}: ${messages} of ${useCase}, the oldest of ${since}${why === undefined ? '' : `: ${why}`}`
    );
  }
  const again = await putBack(sqs, place, job);
  return again > 0 ? [`Messages of ${job} that are tried again: ${again}`] : [];
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
