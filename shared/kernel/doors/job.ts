import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { operation, type Access, type Operation } from './access.ts';
import { commitOnce, reported, unlessFinal, type CommitOnce } from './consumer.ts';
import type { JobContract } from './contract.ts';
import { env } from '../env.ts';
import type { DataOf, Envelope, EventDeclaration } from '../events.ts';
import { invocation } from './invocation.ts';
import { inbox } from '../store/once.ts';
import type { FinalCode } from '../problems.ts';
import { puttingOff } from './put-off.ts';
import { queueVariable, type Queued, type QueueName } from './queues.ts';
import { runner, type Given, type Handler } from './run.ts';
import { backOff, Unavailable } from '../unavailable.ts';

interface Common {
  summary: string;
  /** Where its messages wait: with the neighbour at its other end. */
  queue: QueueName;
  /** The problems that mean that the message asks for nothing, or for nothing any more; none unless said. */
  final?: readonly FinalCode[];
  touches: readonly Access[];
  emits?: readonly EventDeclaration[];
  timeout?: number;
  memory?: number;
}

interface JobGiven<M> extends Given {
  readonly message: M;
  readonly commit: CommitOnce;
}

type Made = { contract: JobContract; handler: Handler<SQSEvent, SQSBatchResponse> };
/** What a message that another use case sends looks like. */
interface Sent<M> {
  /** The same for the same work: a job that has had its effect is not run again. */
  readonly key: string;
  readonly correlationId: string;
  readonly message: M;
}

/**
 * Work that talks to the outside or takes long, behind a queue: started by an event (`on`), or by what another use case
 * sends to it. It may run twice; the outside is asked with the same reference again, and what it commits happens once.
 * The problems that it declares as `final` end it quietly; anything else is tried again, then dead-lettered.
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
  { on = [], message = z.unknown(), final = [], ...spec }: Common & {
    on?: EventDeclaration | readonly EventDeclaration[];
    message?: z.ZodType;
  },
  handle: (given: JobGiven<never>) => Promise<void>,
): Made {
  const events = [on].flat() as EventDeclaration[];
  const putOff = puttingOff([spec.queue]);
  const contract: JobContract = {
    ...spec,
    door: 'job',
    on: events,
    final,
    message,
    touches: [inbox.handled, putOff, ...spec.touches],
  };
  const run = runner(contract);

  const attempt = async (record: SQSRecord, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (await putOff(record, error) === 'put-off') throw error;
    }
  };

  const unreadable = (record: SQSRecord, error: unknown): Promise<void> =>
    run(
      { correlationId: record.messageId, causationId: record.messageId },
      () => attempt(record, () => reported('message-unreadable', record.messageId, () => Promise.reject(error))),
    );

  const work = async (record: SQSRecord): Promise<void> => {
    let sent: ReturnType<typeof opened>;
    try {
      sent = opened((JSON.parse(record.body) as Queued).message, events.length > 0, message);
    } catch (error) {
      return unreadable(record, error);
    }
    const { id, key, correlationId, content } = sent;
    return run({ correlationId, causationId: id }, (given) =>
      attempt(record, () =>
        unlessFinal(
          { id, final, needsNothing: 'job-refused', failed: 'job-failed' },
          () => handle({ ...given, message: content as never, commit: commitOnce(key) }),
        )));
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

/** How often a batch is sent before what the queue does not take is given up; some 1.5 s in all. */
const sendings = 8;

/**
 * Declares the way to a job through its queue: `sender('house', 'settlement/settle-merchant', Message)`. Each message has a key that is the
 * same for the same work. What SQS cannot take at the moment is sent again for a while.
 * @throws Error when it refuses a message, Unavailable when it keeps taking too few
 */
export const sender = <M extends z.ZodType>(
  queue: QueueName,
  job: string,
  _schema: M,
): Operation<[messages: { key: string; message: z.input<M> }[]], Promise<void>> =>
  operation(`${job}.send`, [{ on: 'queue', queue, job }], async (messages) => {
    client ??= new SQSClient({ maxAttempts: 3 });
    const { correlationId } = invocation();
    const QueueUrl = env(queueVariable(queue));
    for (let i = 0; i < messages.length; i += 10) {
      let Entries = messages.slice(i, i + 10).map(({ key, message }, place) => ({
        Id: String(place),
        MessageBody: sendable({ job, message: { key, correlationId, message } satisfies Sent<unknown> }),
      }));
      for (let attempt = 1; Entries.length > 0; attempt += 1) {
        const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
        const refused = Failed.find(({ SenderFault }) => SenderFault);
        if (refused) throw new Error(`The queue ${queue} refuses a message: ${refused.Code}`);
        if (Failed.length > 0 && attempt === sendings) {
          throw new Unavailable(`The queue ${queue}: ${Failed[0]!.Code}`);
        }
        Entries = Entries.filter(({ Id }) => Failed.some((failed) => failed.Id === Id));
        if (Entries.length > 0) await backOff(attempt);
      }
    }
  });

/** JSON without the characters that SQS refuses (U+FFFE, U+FFFF), and that not all that speak its protocol take. */
const sendable = (queued: Queued): string =>
  JSON.stringify(queued).replace(
    /[\ud800-\udfff\ufffe\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
