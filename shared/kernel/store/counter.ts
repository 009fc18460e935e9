import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { operation, type Operation } from '../doors/access.ts';
import { after, epochSeconds, instant, type Duration, type Instant } from '../values/clock.ts';
import { invocation } from '../doors/invocation.ts';
import { Problem } from '../problems.ts';
import { transact, write } from './commit.ts';
import { documents, table, type Item } from './table.ts';
import { Unavailable } from '../unavailable.ts';

/** At the most `limit` in each window of time. Windows begin at whole multiples of their length, in UTC. */
export interface Bound {
  readonly limit: number;
  readonly window: Duration;
}

/** What is counted: `n` more of a subject, in all of its windows at once. Each of them goes into the longest. */
export interface Count {
  readonly subject: string;
  readonly n: number;
  readonly bounds: readonly [Bound, ...Bound[]];
  /** Items over which it is spread, for more than some 1,000 a second; 1 unless said otherwise. */
  readonly shards?: number | undefined;
}

/** The first of those counted that has no room, and until when. */
export interface NoRoom {
  readonly subject: string;
  readonly until: Instant;
}

/** Counts that never pass their bounds, however many count at the same moment. */
export interface Counter {
  /**
   * Counts all of them or none; tells of the first that has no room. One takes a write unit, several take two each; and
   * as much again for each shard that is full.
   * @throws Unavailable when too many count at the same moment
   */
  readonly take: Operation<[counts: readonly Count[]], Promise<NoRoom | undefined>>;
}

/** When the window that a moment is in began. */
const windowStart = (at: Instant, window: Duration): Instant => instant(Math.floor(Date.parse(at) / window) * window);

/** When it ends, and counting starts anew. */
export const windowEnd = (at: Instant, window: Duration): Instant => after(windowStart(at, window), window);

/** What one of the shards may hold; together they hold the limit. */
export const shareOf = (limit: number, shards: number, shard: number): number =>
  Math.floor(limit / shards) + (shard < limit % shards ? 1 : 0);

/** Thrown by the write of a count that has no room. */
class Full extends Error {
  readonly place: number;
  readonly until: Instant;

  constructor(place: number, until: Instant) {
    super('There is no room for this');
    this.place = place;
    this.until = until;
  }
}

/** Declares a counter. Its items expire a window's length after their longest window. */
export const counter = (name: string): Counter => ({
  take: operation(
    `${name}.take`,
    [{ on: 'table', actions: ['UpdateItem'], keys: [`COUNT#${name}#*`] }],
    async (counts: readonly Count[]): Promise<NoRoom | undefined> => {
      const asked = counts.map(({ shards = 1 }) => ({ first: Math.floor(Math.random() * shards), full: 0 }));
      for (;;) {
        try {
          await take(counts.map((count, i) => adding(name, count, asked[i]!.first + asked[i]!.full)));
          return undefined;
        } catch (error) {
          if (error instanceof Problem && error.code === 'conflict') throw new Unavailable('The counters are in use');
          if (!(error instanceof Full)) throw error;
          const { subject, shards = 1 } = counts[error.place]!;
          asked[error.place]!.full += 1;
          if (asked[error.place]!.full >= shards) return { subject, until: error.until };
        }
      }
    },
  ),
});

/** One update of one item. */
interface Adding {
  readonly Update: NonNullable<ConstructorParameters<typeof UpdateCommand>[0]> & { readonly UpdateExpression: string };
  /** Until when there is no room, by what is counted there; nothing while there is. */
  readonly fullUntil: (old: Item) => Instant | undefined;
}

const take = async (all: readonly Adding[]): Promise<void> => {
  // More than there ever is room for: the condition says nothing of an item that does not exist yet.
  all.forEach(({ fullUntil }, place) => refuseAt(place, fullUntil({})));
  if (all.length > 1) {
    return transact(
      all.map(({ Update, fullUntil }, place) =>
        write({ params: () => ({ Update }) }, (old = {}) => new Full(place, fullUntil(old)!))
      ),
    );
  }
  const [{ Update, fullUntil }] = all as [Adding];
  try {
    await documents().send(new UpdateCommand({ ...Update, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }));
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) {
      refuseAt(0, fullUntil(error.Item ? unmarshall(error.Item) : {}));
    }
    throw error;
  }
};

const refuseAt = (place: number, until: Instant | undefined): void => {
  if (until) throw new Full(place, until);
};

/** The windows lie side by side in one item: that of the longest which has begun, in the shard. */
const adding = (name: string, { subject, n, bounds, shards = 1 }: Count, place: number): Adding => {
  const { now } = invocation();
  const shard = place % shards;
  const longest = Math.max(...bounds.map(({ window }) => window)) as Duration;
  const windows = bounds.map(({ limit, window }) => ({
    taken: `${window / 1000}s#${windowStart(now, window)}`,
    room: shareOf(limit, shards, shard) - n,
    end: windowEnd(now, window),
  }));
  return {
    Update: {
      TableName: table.getName(),
      Key: { pk: `COUNT#${name}#${subject}`, sk: `${windowStart(now, longest)}#${longest / 1000}s#${shard}` },
      UpdateExpression: `ADD ${windows.map((_, i) => `#w${i} :n`).join(', ')} SET expiresAt = :expiresAt`,
      ConditionExpression: windows.map((_, i) => `(attribute_not_exists(#w${i}) OR #w${i} <= :room${i})`).join(' AND '),
      ExpressionAttributeNames: Object.fromEntries(windows.map(({ taken }, i) => [`#w${i}`, taken])),
      ExpressionAttributeValues: {
        ':n': n,
        ':expiresAt': epochSeconds(after(windowEnd(now, longest), longest)),
        ...Object.fromEntries(windows.map(({ room }, i) => [`:room${i}`, room])),
      },
    },
    fullUntil: (old) => {
      const ends = windows.filter(({ taken, room }) => Number(old[taken] ?? 0) > room).map(({ end }) => end);
      return ends.length > 0 ? ends.reduce((last, end) => (end > last ? end : last)) : undefined;
    },
  };
};
