import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { operation } from '../kernel/doors/access.ts';
import { addTo } from '../kernel/store/add-to.ts';
import type { Write } from '../kernel/store/commit.ts';
import { isOfPart } from '../kernel/store/parts.ts';
import { query, table } from '../kernel/store/table.ts';
import type { MerchantId } from '../kernel/values/ids.ts';
import type { Counts } from './figures.ts';
import type { Return } from './return.ts';

/** Whose returns are counted together: a shop's, or all. */
type Counted = MerchantId | 'platform';

/** Partitions over which a day is spread. */
const shardsOf = (counted: Counted): number => (counted === 'platform' ? 16 : 4);
const partition = (counted: Counted, shard: number): string => `RETURN-FIGURES#${counted}#${shard}`;

const adding = (counted: Counted, date: string, returnId: string, counts: Counts): Write => {
  const shards = shardsOf(counted);
  const shard = Array.from({ length: shards }, (_, i) => i).find((one) => isOfPart(returnId, one, shards))!;
  return addTo({ pk: partition(counted, shard), sk: date }, counts);
};

/** What returns came to, counted once for each event: by the shop, and by all. */
export const returnFigures = {
  /** Counts on a business day. */
  count: operation(
    'return-figures.count',
    [{ on: 'table', actions: ['UpdateItem'], keys: ['RETURN-FIGURES#*'] }],
    ({ id, merchantId }: Return, counts: Counts, date: string): Write[] => [
      adding(merchantId, date, id, counts),
      adding('platform', date, id, counts),
    ],
  ),

  /** What was counted in a month, `2026-11`: to be added up. */
  ofMonth: operation(
    'return-figures.of-month',
    [{ on: 'table', actions: ['Query'], keys: ['RETURN-FIGURES#*'] }],
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
