import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { operation, type Operation } from '../doors/access.ts';
import { after, epochSeconds, instant, type Duration, type Instant } from '../values/clock.ts';
import { invocation } from '../doors/invocation.ts';
import { documents, table, type Key } from './table.ts';

/** At the most `limit` in each window of time. Windows begin at whole multiples of their length, in UTC. */
export interface Bound {
  readonly limit: number;
  readonly window: Duration;
  /** Items over which the count is spread, for more than some 1,000 a second; 1 unless said otherwise. */
  readonly shards?: number;
}

/** A count that never passes its bound, however many count at the same moment. */
export interface Counter {
  /**
   * Counts `n` more of a subject, all or none; false when the present window has no room for them. A write unit for
   * each shard that is asked: one, unless shards are full.
   */
  readonly take: Operation<[subject: string, n: number, bound: Bound], Promise<boolean>>;
}

/** When the window that a moment is in began. */
const windowStart = (at: Instant, window: Duration): Instant => instant(Math.floor(Date.parse(at) / window) * window);

/** When it ends, and counting starts anew. */
export const windowEnd = (at: Instant, window: Duration): Instant => after(windowStart(at, window), window);

/** What one of the shards may hold; together they hold the limit. */
export const shareOf = ({ limit, shards = 1 }: Bound, shard: number): number =>
  Math.floor(limit / shards) + (shard < limit % shards ? 1 : 0);

/** Declares a counter. Its items expire a window's length after their window. */
export const counter = (name: string): Counter => ({
  take: operation(
    `${name}.take`,
    [{ on: 'table', actions: ['UpdateItem'], keys: [`COUNT#${name}#*`] }],
    async (subject: string, n: number, bound: Bound): Promise<boolean> => {
      const { shards = 1 } = bound;
      const first = Math.floor(Math.random() * shards);
      for (let i = 0; i < shards; i += 1) {
        const shard = (first + i) % shards;
        const pk = `COUNT#${name}#${subject}`;
        if (await add({ pk, sk: sortKey(bound, shard) }, n, { ...bound, limit: shareOf(bound, shard) })) return true;
      }
      return false;
    },
  ),
});

/** The hour's count and the day's lie side by side. */
const sortKey = ({ window }: Bound, shard: number): string =>
  `${windowStart(invocation().now, window)}#${window / 1000}s#${shard}`;

const add = async (key: Key, n: number, { limit, window }: Bound): Promise<boolean> => {
  if (n > limit) return false;
  try {
    await documents().send(
      new UpdateCommand({
        TableName: table.getName(),
        Key: key,
        UpdateExpression: 'ADD taken :n SET expiresAt = :expiresAt',
        ConditionExpression: 'attribute_not_exists(taken) OR taken <= :room',
        ExpressionAttributeValues: {
          ':n': n,
          ':room': limit - n,
          ':expiresAt': epochSeconds(after(windowEnd(invocation().now, window), window)),
        },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};
