import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { operation } from './access.ts';
import type { StreamContract } from './contract.ts';
import { dueSource, type Deadline } from './due.ts';
import { env } from './env.ts';
import { eventSource } from './events.ts';
import { envelopeOf, factPrefix } from './facts.ts';
import { runner, type Handler } from './run.ts';

let client: EventBridgeClient | undefined;

const publish = async (entries: PutEventsRequestEntry[]): Promise<boolean[]> => {
  client ??= new EventBridgeClient({ maxAttempts: 3 });
  const done: boolean[] = [];
  for (let i = 0; i < entries.length; i += 10) {
    const { Entries = [] } = await client.send(new PutEventsCommand({ Entries: entries.slice(i, i + 10) }));
    done.push(...Entries.map(({ ErrorCode }) => ErrorCode === undefined));
  }
  return done;
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
  tell: operation(
    'bus.tell',
    [{ on: 'bus' }],
    (facts: Record<string, unknown>[]): Promise<boolean[]> =>
      publish(facts.map((fact) => {
        const envelope = envelopeOf(fact);
        return {
          EventBusName: env('BUS_NAME'),
          Source: eventSource,
          DetailType: envelope.type,
          Detail: JSON.stringify(envelope),
        };
      })),
  ),
};

/**
 * The relay from the table's stream to the bus. The stream's order is kept up to the bus: from the first fact that the
 * bus refuses, the batch is read again. Facts may be told twice, never lost.
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
