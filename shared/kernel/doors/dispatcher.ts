import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { operation } from './access.ts';
import type { DispatcherContract } from './contract.ts';
import { env } from '../env.ts';
import { log } from '../log.ts';
import { puttingOff } from './put-off.ts';
import { jobNamedIn, queueNames } from './queues.ts';
import { runner, type Handler } from './run.ts';

let client: LambdaClient | undefined;

/**
 * Runs a job's function with its messages, and waits for it. Returns what it answers: those that failed, which it has
 * put off.
 */
const runJob = operation('jobs.run', [{ on: 'jobs' }], async (job: string, Records: SQSRecord[]) => {
  client ??= new LambdaClient({ maxAttempts: 5 });
  const { FunctionError, Payload } = await client.send(
    new InvokeCommand({
      FunctionName: `${env('FUNCTION_PREFIX')}${job.replace('/', '-')}`,
      Payload: JSON.stringify({ Records } satisfies SQSEvent),
    }),
  );
  const answer = Payload?.transformToString() ?? '';
  if (FunctionError) throw new Error(`${job}: ${answer.slice(0, 500)}`);
  return (JSON.parse(answer) as SQSBatchResponse).batchItemFailures;
});

const putOff = puttingOff(queueNames);

/**
 * Takes what lies in the queues that several jobs share to the jobs that it is for, those of one job together, and waits for
 * them. A job puts off what fails in it; when its whole run fails or the call, or there is no such job, this does.
 */
export const dispatcher = (
  summary: string,
): { contract: DispatcherContract; handler: Handler<SQSEvent, SQSBatchResponse> } => {
  const contract: DispatcherContract = {
    door: 'dispatcher',
    summary,
    touches: [runJob, putOff],
    timeout: 900_000,
    memory: 256,
  };
  const run = runner(contract);

  const deliver = async (
    job: string | undefined,
    records: SQSRecord[],
  ): Promise<SQSBatchResponse['batchItemFailures']> => {
    try {
      if (job === undefined) throw new Error('The message names no job');
      return await runJob(job, records);
    } catch (error) {
      log.error('dispatch-failed', error, { ids: records.map(({ messageId }) => messageId).join(' ') });
      const outcomes = await Promise.all(records.map((record) => putOff(record, error)));
      return records.filter((_, i) => outcomes[i] === 'put-off').map(({ messageId }) => ({
        itemIdentifier: messageId,
      }));
    }
  };

  const receive = ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const { messageId } = Records[0]!;
    return run({ correlationId: messageId, causationId: messageId }, async () => {
      const failed = await Promise.all(
        [...Map.groupBy(Records, ({ body }) => jobNamedIn(body))].map(([job, records]) => deliver(job, records)),
      );
      return { batchItemFailures: failed.flat() };
    });
  };

  return {
    contract,
    handler: middy<SQSEvent, SQSBatchResponse>().handler(receive) as Handler<SQSEvent, SQSBatchResponse>,
  };
};
