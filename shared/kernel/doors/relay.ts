import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { operation } from './access.ts';
import type { StreamContract } from './contract.ts';
import { dueSource, type Deadline } from '../store/due.ts';
import { env } from '../env.ts';
import { eventSource } from '../events.ts';
import { envelopeOf, factPrefix } from '../store/facts.ts';
import { inRounds } from '../store/in-rounds.ts';
import { log } from '../log.ts';
import { runner, type Handler } from './run.ts';

let client: EventBridgeClient | undefined;

/** What EventBridge takes in one request. */
const perRequest = { entries: 10, bytes: 256 * 1024 };

const bytesOf = ({ Source = '', DetailType = '', Detail = '' }: PutEventsRequestEntry): number =>
  Buffer.byteLength(Source) + Buffer.byteLength(DetailType) + Buffer.byteLength(Detail);

/** Entries as requests can carry them, in their order. One that is too large for any has a request of its own. */
export const requestsOf = (entries: readonly PutEventsRequestEntry[]): PutEventsRequestEntry[][] => {
  const requests: PutEventsRequestEntry[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = bytesOf(entry);
    const last = requests.at(-1);
    if (last && last.length < perRequest.entries && bytes + size <= perRequest.bytes) {
      last.push(entry);
      bytes += size;
    } else {
      requests.push([entry]);
      bytes = size;
    }
  }
  return requests;
};

/** Puts entries on the bus, all requests at the same time. A request without an answer has put none, so far as we know. */
const publish = async (entries: readonly PutEventsRequestEntry[]): Promise<boolean[]> => {
  const bus = client ??= new EventBridgeClient({ maxAttempts: 3 });
  const answers = await Promise.all(
    requestsOf(entries).map(async (Entries) => {
      try {
        const { Entries: results = [] } = await bus.send(new PutEventsCommand({ Entries }));
        return results.map(({ ErrorCode }) => ErrorCode === undefined);
      } catch (error) {
        log.error('bus-unanswered', error, { entries: Entries.length });
        return Entries.map(() => false);
      }
    }),
  );
  return answers.flat();
};

export const bus = {
  /** Hands passed deadlines to the use cases that handle them. Returns those that the bus has taken. */
  fire: operation('bus.fire', [{ on: 'bus' }], async (deadlines: readonly Deadline[]): Promise<Deadline[]> => {
    const done = await publish(deadlines.map((deadline) => ({
      EventBusName: env('BUS_NAME'),
      Source: dueSource,
      DetailType: deadline.useCase,
      Detail: JSON.stringify(deadline),
    })));
    return deadlines.filter((_, i) => done[i]);
  }),
  /** Tells facts, those of one aggregate in their order. Returns which of them the bus has taken. */
  tell: operation(
    'bus.tell',
    [{ on: 'bus' }],
    (facts: Record<string, unknown>[]): Promise<boolean[]> =>
      inRounds(
        facts.map(envelopeOf),
        ({ aggregate }) => aggregate,
        (envelopes) =>
          publish(envelopes.map((envelope) => ({
            EventBusName: env('BUS_NAME'),
            Source: eventSource,
            DetailType: envelope.type,
            Detail: JSON.stringify(envelope),
          }))),
      ),
  ),
};

/**
 * The relay from the table's stream to the bus. The order of each aggregate's facts is kept up to the bus, and from the
 * first fact that the bus refuses, the batch is read again. Facts may be told twice, never lost.
 */
export const relay = (
  summary: string,
): { contract: StreamContract; handler: Handler<DynamoDBStreamEvent, DynamoDBBatchResponse> } => {
  const contract: StreamContract = { door: 'stream', summary, sortKeyPrefix: factPrefix, touches: [bus.tell] };
  const run = runner(contract);
  const receive = ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> =>
    run({ correlationId: Records[0]!.eventID!, causationId: Records[0]!.eventID! }, async () => {
      const done = await bus.tell(
        Records.map(({ dynamodb }) => unmarshall(dynamodb!.NewImage as Record<string, AttributeValue>)),
      );
      const failed = done.indexOf(false);
      return { batchItemFailures: failed < 0 ? [] : [{ itemIdentifier: Records[failed]!.dynamodb!.SequenceNumber! }] };
    });
  return {
    contract,
    handler: middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(receive) as Handler<
      DynamoDBStreamEvent,
      DynamoDBBatchResponse
    >,
  };
};
