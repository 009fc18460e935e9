import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { operation, type Access, type Operation } from './access.ts';
import { commitOnce, unlessHandled, type CommitOnce } from './consumer.ts';
import type { JobContract } from './contract.ts';
import { env } from './env.ts';
import type { DataOf, Envelope, EventDeclaration } from './events.ts';
import { invocation } from './invocation.ts';
import { log } from './log.ts';
import { inbox } from './once.ts';
import { Problem } from './problems.ts';
import { runner, type Given, type Handler } from './run.ts';

interface Common {
  summary: string;
  touches: readonly Access[];
  emits?: readonly EventDeclaration[];
  /** Deliveries before the dead-letter queue; 5 unless said otherwise. */
  attempts?: number;
  /** Runs at the same time; 10 unless said otherwise. */
  concurrency?: number;
  timeout?: number;
  memory?: number;
}

interface JobGiven<M> extends Given {
  readonly message: M;
  readonly commit: CommitOnce;
}

type Made = { contract: JobContract; handler: Handler<SQSEvent, SQSBatchResponse> };
/** What a message that another use case sends looks like in the queue. */
interface Sent<M> {
  /** The same for the same work: a job that has had its effect is not run again. */
  readonly key: string;
  readonly correlationId: string;
  readonly message: M;
}

/**
 * Work that talks to the outside, behind a queue of its own: started by an event (`on`), or by what another use case
 * sends to it. It may run twice; the outside is asked with the same reference again, and what it commits happens once.
 * A `Problem` is final and logged for a person; anything else is retried, then dead-lettered.
 */
export function job<E extends EventDeclaration>(
  spec: Common & { on: E | readonly E[] },
  handle: (given: JobGiven<Envelope<DataOf<E>>>) => Promise<void>,
): Made;
export function job<M extends z.ZodType>(
  spec: Common & { message: M },
  handle: (given: JobGiven<z.output<M>>) => Promise<void>,
): Made;
export function job(
  { on = [], message = z.unknown(), attempts = 5, concurrency = 10, ...spec }: Common & {
    on?: EventDeclaration | readonly EventDeclaration[];
    message?: z.ZodType;
  },
  handle: (given: JobGiven<never>) => Promise<void>,
): Made {
  const events = [on].flat() as EventDeclaration[];
  const contract: JobContract = {
    ...spec,
    door: 'job',
    on: events,
    message,
    attempts,
    concurrency,
    touches: [inbox.handled, ...spec.touches],
  };
  const run = runner(contract);

  const unreadable = (messageId: string, error: unknown): Promise<never> =>
    run({ correlationId: messageId, causationId: messageId }, async () => {
      log.error('message-unreadable', error, { message: messageId });
      throw error;
    });

  const work = async ({ body, messageId }: SQSRecord): Promise<void> => {
    let sent: ReturnType<typeof opened>;
    try {
      sent = opened(JSON.parse(body), events.length > 0, message);
    } catch (error) {
      return unreadable(messageId, error);
    }
    const { id, key, correlationId, content } = sent;
    return run({ correlationId, causationId: id }, async (given) => {
      try {
        await unlessHandled(() => handle({ ...given, message: content as never, commit: commitOnce(key) }));
      } catch (error) {
        if (!(error instanceof Problem) || error.code === 'conflict') {
          log.error('job-failed', error, { message: id });
          throw error;
        }
        log.warn('job-refused', { message: id, problem: error.code });
      }
    });
  };

  const receive = async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const outcomes = await Promise.allSettled(Records.map(work));
    return {
      batchItemFailures: Records.filter((_, i) => outcomes[i]!.status === 'rejected').map(({ messageId }) => ({
        itemIdentifier: messageId,
      })),
    };
  };

  return {
    contract,
    handler: middy<SQSEvent, SQSBatchResponse>().handler(receive) as Handler<SQSEvent, SQSBatchResponse>,
  };
}

const opened = (body: unknown, isEvent: boolean, schema: z.ZodType) => {
  if (isEvent) {
    const event = body as Envelope;
    return { id: event.id, key: event.id, correlationId: event.correlationId, content: event };
  }
  const { key, correlationId, message } = body as Sent<unknown>;
  return { id: key, key, correlationId, content: schema.parse(message) };
};

let client: SQSClient | undefined;

/**
 * Declares the way to a job's queue: `send('settlement/settle-merchant', Message)`. Each message has a key that is the
 * same for the same work. Messages that SQS refuses throw.
 */
export const sender = <M extends z.ZodType>(
  jobId: string,
  _schema: M,
): Operation<[messages: { key: string; message: z.input<M> }[]], Promise<void>> =>
  operation(`${jobId}.send`, [{ on: 'queue', job: jobId }], async (messages) => {
    client ??= new SQSClient({ maxAttempts: 3 });
    const { correlationId } = invocation();
    const QueueUrl = env(queueVariable(jobId));
    for (let i = 0; i < messages.length; i += 10) {
      const Entries = messages.slice(i, i + 10).map(({ key, message }, place) => ({
        Id: String(place),
        MessageBody: sendable({ key, correlationId, message }),
      }));
      const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
      if (Failed.length) {
        throw new Error(`${Failed.length} messages were refused by the queue of ${jobId}: ${Failed[0]!.Code}`);
      }
    }
  });

/** JSON without the characters that SQS refuses (U+FFFE, U+FFFF), and that not all that speak its protocol take. */
const sendable = (sent: Sent<unknown>): string =>
  JSON.stringify(sent).replace(
    /[\ud800-\udfff\ufffe\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** The environment variable with the URL of a job's queue: `QUEUE_NOTICES_SEND_MAIL`. */
export const queueVariable = (jobId: string): string => `QUEUE_${jobId.replace(/[/-]/g, '_').toUpperCase()}`;
