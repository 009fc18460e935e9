/**
 * Takes a table's stream to a function, as Lambda's event source mapping does: in order, in batches, again from the
 * first record that failed. A write wakes the reader; otherwise it looks once a second. Where it stands is kept, so a
 * restart goes on there; a reader that never ran starts at the oldest record (TRIM_HORIZON).
 */
import { callDynamoDb, DynamoDbError } from './dynamodb.ts';
import type { DynamoDb } from './dynamodb.ts';
import { matchesPattern } from '../events/event-pattern.ts';
import type { KeptMap } from '../kept-state.ts';
import { tableArn } from '../names.ts';
import type { Place, StreamOptions, StreamReader, StreamRecord } from '../types.ts';

/** How far a reader has come in one shard; `done` when the shard is closed and read to its end. */
export interface Checkpoint {
  readonly sequenceNumber?: string;
  readonly done?: true;
}

interface Shard {
  readonly ShardId: string;
  readonly ParentShardId?: string;
}

const quietPollMs = 1000;
/** Writes that come together are read together. */
const gatherMs = 5;
const maxBackoffMs = 10_000;
const recordsPerRead = 1000;

/** Starts reading. `onWrite` registers to be told of writes to any table and returns how to stop that. */
export const readTableStream = (
  context: {
    db: Pick<DynamoDb, 'url' | 'agent'>;
    place: Place;
    checkpoints: KeptMap<Checkpoint>;
    onWrite: (listener: (tableName: string) => void) => () => void;
    onFault: (message: string, cause: unknown) => void;
  },
  options: StreamOptions,
): StreamReader => {
  const { db, place, checkpoints, onFault } = context;
  const { tableName, reader, batchSize = 100, filters, deliver } = options;
  const call = <T>(operation: string, input: object): Promise<T> =>
    callDynamoDb<T>(db, `DynamoDBStreams_20120810.${operation}`, input);
  const streamArn = `${tableArn(place, tableName)}/stream/local`;

  let stopped = false;
  let woken = false;
  let wake: () => void = () => undefined;
  let passes = 0;
  let quietPasses: ((startedAt: number) => void)[] = [];
  const poke = (): void => {
    woken = true;
    wake();
  };
  const unsubscribe = context.onWrite((written) => {
    if (written === tableName) poke();
  });
  const rest = async (): Promise<void> => {
    if (!woken) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, quietPollMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    if (stopped) return;
    await pause(gatherMs);
    woken = false;
  };

  const iterators = new Map<string, string>();
  const keyOf = (shard: Shard, arn: string): string => `${reader}|${arn}|${shard.ShardId}`;

  /** Delivers one batch until all of it is acknowledged. */
  const deliverAll = async (batch: StreamRecord[], acknowledge: (sequenceNumber: string) => void): Promise<void> => {
    let left = batch;
    for (let failures = 0; left.length > 0 && !stopped;) {
      const wanted = left.filter(
        (record) => filters === undefined || filters.some((filter) => matchesPattern(filter, record)),
      );
      let firstFailed: string | undefined;
      try {
        const answer = wanted.length > 0 ? await deliver(wanted) : undefined;
        const failed = new Set(answer?.batchItemFailures?.map((failure) => failure.itemIdentifier));
        // Lambda goes on from the lowest sequence number that is named; an empty or unknown one means the whole batch.
        const known = wanted.find((record) => failed.has(sequenceOf(record)));
        if (failed.size > 0) firstFailed = sequenceOf(known ?? wanted[0]!);
      } catch (error) {
        firstFailed = sequenceOf(wanted[0]!);
        onFault(`${reader} failed on a batch of ${wanted.length} records`, error);
      }
      const upTo = firstFailed === undefined
        ? left.length
        : left.findIndex((record) => sequenceOf(record) === firstFailed);
      if (upTo > 0) acknowledge(sequenceOf(left[upTo - 1]!));
      left = left.slice(upTo);
      failures = firstFailed === undefined ? 0 : failures + 1;
      if (left.length > 0) await pause(Math.min(maxBackoffMs, 100 * 2 ** (failures - 1)));
    }
  };

  const iteratorAfter = async (shard: Shard, arn: string, sequenceNumber: string | undefined): Promise<string> => {
    const oldest = { StreamArn: arn, ShardId: shard.ShardId, ShardIteratorType: 'TRIM_HORIZON' };
    const start = sequenceNumber === undefined
      ? oldest
      : { ...oldest, ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: sequenceNumber };
    const answer = await call<{ ShardIterator: string }>('GetShardIterator', start).catch((error: unknown) => {
      // The stream keeps records for a day; after a longer rest the oldest that is left comes next.
      if (error instanceof DynamoDbError && error.name === 'TrimmedDataAccessException') {
        return call<{ ShardIterator: string }>('GetShardIterator', oldest);
      }
      throw error;
    });
    return answer.ShardIterator;
  };

  /** Reads a shard as far as it goes now. Returns how many records it gave. */
  const readShard = async (shard: Shard, arn: string): Promise<number> => {
    const key = keyOf(shard, arn);
    const iterator = iterators.get(key) ?? (await iteratorAfter(shard, arn, checkpoints.get(key)?.sequenceNumber));
    const { Records, NextShardIterator } = await call<{ Records: StreamRecord[]; NextShardIterator?: string }>(
      'GetRecords',
      { ShardIterator: iterator, Limit: recordsPerRead },
    );
    for (let from = 0; from < Records.length && !stopped; from += batchSize) {
      const batch = Records.slice(from, from + batchSize).map((record) => ({ ...record, eventSourceARN: streamArn }));
      await deliverAll(batch, (sequenceNumber) => checkpoints.set(key, { sequenceNumber }));
    }
    if (stopped) return Records.length;
    if (NextShardIterator === undefined) {
      checkpoints.set(key, { ...checkpoints.get(key), done: true });
      iterators.delete(key);
      shards = undefined; // a closed shard has children
    } else {
      iterators.set(key, NextShardIterator);
    }
    return Records.length;
  };

  let shards: { arn: string; open: Shard[] } | undefined;
  const findShards = async (): Promise<{ arn: string; open: Shard[] }> => {
    const { Streams } = await call<{ Streams: { StreamArn: string }[] }>('ListStreams', { TableName: tableName });
    const arn = Streams.at(-1)?.StreamArn;
    if (arn === undefined) throw new Error(`The table ${tableName} has no stream`);
    const all: Shard[] = [];
    for (let last: string | undefined;;) {
      const { StreamDescription: page } = await call<{
        StreamDescription: { Shards: Shard[]; LastEvaluatedShardId?: string };
      }>('DescribeStream', { StreamArn: arn, ...(last !== undefined && { ExclusiveStartShardId: last }) });
      all.push(...page.Shards);
      last = page.LastEvaluatedShardId;
      if (last === undefined) break;
    }
    // DynamoDB lists parents before their children; a child waits until its parent is read.
    return { arn, open: all.filter((shard) => checkpoints.get(keyOf(shard, arn))?.done !== true) };
  };

  const pass = async (): Promise<number> => {
    const found = (shards ??= await findShards());
    let records = 0;
    for (const shard of found.open) {
      if (
        found.open.some(
          (parent) =>
            parent.ShardId === shard.ParentShardId && checkpoints.get(keyOf(parent, found.arn))?.done !== true,
        )
      ) {
        continue;
      }
      records += await readShard(shard, found.arn);
    }
    return records;
  };

  const run = async (): Promise<void> => {
    while (!stopped) {
      const startedAt = ++passes;
      try {
        const records = await pass();
        // Each write wakes the reader, so what is read is all there is, unless the read was full. Who waits for quiet
        // waits for a pass that finds nothing.
        if (records >= recordsPerRead || shards === undefined || (records > 0 && quietPasses.length > 0)) continue;
        const told = quietPasses;
        quietPasses = [];
        for (const tell of told) tell(startedAt);
      } catch (error) {
        if (stopped) return;
        iterators.clear();
        shards = undefined;
        // An iterator lives for 15 minutes; the next pass takes a new one at the checkpoint.
        const expired = error instanceof DynamoDbError && error.name === 'ExpiredIteratorException';
        if (!expired) onFault(`Reading the stream of ${tableName} for ${reader} failed`, error);
        await pause(expired ? 0 : quietPollMs);
      }
      await rest();
    }
  };
  const running = run();

  return {
    idle: () =>
      new Promise((resolve) => {
        const after = passes;
        const wait = (startedAt: number): void => {
          if (startedAt > after || stopped) resolve();
          else quietPasses.push(wait);
        };
        quietPasses.push(wait);
        poke();
      }),
    stop: async () => {
      stopped = true;
      unsubscribe();
      wake();
      await running;
      for (const tell of quietPasses) tell(Infinity);
    },
  };
};

const sequenceOf = (record: StreamRecord): string => record.dynamodb?.SequenceNumber ?? '';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
