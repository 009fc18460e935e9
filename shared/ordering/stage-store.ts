import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { operation } from '../kernel/doors/access.ts';
import { addTo } from '../kernel/store/add-to.ts';
import type { Write } from '../kernel/store/commit.ts';
import { isOfPart } from '../kernel/store/parts.ts';
import { query, table } from '../kernel/store/table.ts';
import type { MerchantId } from '../kernel/values/ids.ts';
import type { Order } from './order.ts';
import { countsOf, stagesReached, type Counts } from './stages.ts';

/** Whose orders are counted together: a shop's, or all. */
export type Counted = MerchantId | 'platform';

/** Partitions over which a day is spread: orders that end at the same moment hardly ever meet in one. */
const shardsOf = (counted: Counted): number => (counted === 'platform' ? 64 : 8);

const partition = (counted: Counted, shard: number): string => `ORDER-STAGES#${counted}#${shard}`;

/** Adds numbers to those that are there. */
const adding = (counted: Counted, date: string, orderId: string, counts: Counts): Write => {
  const shards = shardsOf(counted);
  const shard = Array.from({ length: shards }, (_, i) => i).find((one) => isOfPart(orderId, one, shards))!;
  return addTo({ pk: partition(counted, shard), sk: date }, counts);
};

/** How long orders took from stage to stage and where they were lost, counted in the transaction that ends them. */
export const orderStages = {
  /** Counts orders of different shops that end together, on a business day: a write for each, and one for all. */
  count: operation(
    'order-stages.count',
    [{ on: 'table', actions: ['UpdateItem'], keys: ['ORDER-STAGES#*'] }],
    (ended: readonly Order[], date: string): Write[] => [
      ...ended.map((order) => adding(order.merchantId, date, order.id, countsOf(stagesReached(order)))),
      adding('platform', date, ended[0]!.id, countsOf(ended.flatMap(stagesReached))),
    ],
  ),

  /** What was counted in a month, `2026-11`: to be added up. Some twelve read units. */
  ofMonth: operation(
    'order-stages.of-month',
    [{ on: 'table', actions: ['Query'], keys: ['ORDER-STAGES#*'] }],
    async (counted: Counted, month: string): Promise<Counts[]> => {
      const shards = await Promise.all(
        Array.from({ length: shardsOf(counted) }, (_, shard) =>
          query(
            table.build(QueryCommand).query({ partition: partition(counted, shard), range: { beginsWith: month } }),
          )),
      );
      return shards.flatMap(({ items }) => items.map(({ pk: _pk, sk: _sk, ...counts }) => counts as Counts));
    },
  ),
};
