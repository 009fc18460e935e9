import {
  BatchGetCommand,
  type BatchGetCommandOutput,
  type DynamoDBDocumentClient,
  QueryCommand as QueryRequest,
} from '@aws-sdk/lib-dynamodb';
import type { Entity, FormattedItem } from 'dynamodb-toolbox/entity';
import { EntityFormatter } from 'dynamodb-toolbox/entity/actions/format';
import type { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import type { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { Table } from 'dynamodb-toolbox/table';
import { env } from '../env.ts';
import { invocation, type Invocation } from '../doors/invocation.ts';
import { openTransport } from './transport.ts';
import { backOff, Unavailable } from '../unavailable.ts';

/** The platform's one table. Its indexes are sparse and carry `id` and `summary` alone. */
export const table = new Table({
  name: () => env('TABLE_NAME'),
  partitionKey: { name: 'pk', type: 'string' },
  sortKey: { name: 'sk', type: 'string' },
  indexes: {
    gsi1: {
      type: 'global',
      partitionKey: { name: 'gsi1pk', type: 'string' },
      sortKey: { name: 'gsi1sk', type: 'string' },
    },
    gsi2: {
      type: 'global',
      partitionKey: { name: 'gsi2pk', type: 'string' },
      sortKey: { name: 'gsi2sk', type: 'string' },
    },
    gsi3: {
      type: 'global',
      partitionKey: { name: 'gsi3pk', type: 'string' },
      sortKey: { name: 'gsi3sk', type: 'string' },
    },
  },
});

export type Key = { pk: string; sk: string };
export type Item = Record<string, unknown>;

type Documents = Pick<DynamoDBDocumentClient, 'send'>;

let client: Documents | undefined;

/** The document client, made on first use. It counts round trips and capacity units on the running invocation. */
export const documents = (): Documents => (client ??= counting(openTransport()));

const counting = ({ send }: Documents): Documents => {
  const counted = async (command: { input: object }): Promise<object> => {
    const { spent } = invocation();
    Object.assign(command.input, { ReturnConsumedCapacity: 'TOTAL' });
    const { ConsumedCapacity: used = [], ...answer } = await send(command as never) as {
      ConsumedCapacity?: Consumed | Consumed[];
    };
    const units = [used].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
    spent.roundTrips += 1;
    if ('RequestItems' in command.input || 'KeyConditionExpression' in command.input) spent.readUnits += units;
    else spent.writeUnits += units;
    return answer;
  };
  return { send: counted as Documents['send'] };
};

type Consumed = { CapacityUnits?: number };

interface Wanted {
  key: Key;
  resolve: (item: Item | undefined) => void;
  reject: (error: unknown) => void;
}
const waiting = new WeakMap<Invocation, Wanted[]>();

/**
 * Reads one item, strongly consistent. Reads that are asked for at the same moment (`Promise.all`) travel together as
 * one BatchGetItem, so that loading everything a decision needs costs one round trip.
 */
export const get = async <E extends Entity>(command: GetItemCommand<E>): Promise<FormattedItem<E> | undefined> => {
  const item = await getItem(command.params().Key as Key);
  return item && command.entity.build(EntityFormatter<E>).format(item) as FormattedItem<E>;
};

/** One item as it is stored. `get` is for items of an entity. */
export const getItem = (key: Key): Promise<Item | undefined> =>
  new Promise((resolve, reject) => {
    const running = invocation();
    const queue = waiting.get(running) ?? [];
    if (queue.push({ key, resolve, reject }) === 1) {
      waiting.set(running, queue);
      setImmediate(() => {
        waiting.delete(running);
        for (let i = 0; i < queue.length; i += 100) fetchBatch(queue.slice(i, i + 100));
      });
    }
  });

/** Requests for what a batch asks for, before it is given up; some 1.5 s in all. */
const attempts = 8;

const nameOf = ({ pk, sk }: Key): string => `${pk}\n${sk}`;

const fetchBatch = async (batch: Wanted[]): Promise<void> => {
  try {
    const found = new Map<string, Item>();
    let keys: Item[] | undefined = [...new Map(batch.map(({ key }) => [nameOf(key), key])).values()];
    for (let attempt = 0; keys?.length; attempt += 1) {
      if (attempt === attempts) throw new Unavailable(`The table leaves ${keys.length} keys unread`);
      if (attempt > 0) await backOff(attempt);
      const request: { Keys: Item[]; ConsistentRead: true } = { Keys: keys, ConsistentRead: true };
      const answer: BatchGetCommandOutput = await documents().send(
        new BatchGetCommand({ RequestItems: { [table.getName()]: request } }),
      );
      for (const item of answer.Responses?.[table.getName()] ?? []) found.set(nameOf(item as Key), item);
      keys = answer.UnprocessedKeys?.[table.getName()]?.Keys;
    }
    for (const { key, resolve } of batch) resolve(found.get(nameOf(key)));
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
};

/** One page of a query: the raw items, and the key to go on from. */
export const query = async (
  command: Pick<QueryCommand, 'params'>,
): Promise<{ items: Item[]; next: Item | undefined }> => {
  const answer = await documents().send(new QueryRequest(command.params()));
  return { items: answer.Items ?? [], next: answer.LastEvaluatedKey };
};
