import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import type { MerchantId } from '../values/ids.ts';
import { addTo } from './add-to.ts';
import type { Write } from './commit.ts';
import { isOfPart } from './parts.ts';
import { query, table } from './table.ts';

/** What is counted together: that of a shop, or of all. */
export type Counted = MerchantId | 'platform';
export type Counts = Readonly<Record<string, number>>;

/**
 * Numbers of each shop and of all, added in the transaction in which something happens, and added up when they are read.
 * They are spread over partitions, so that what happens at the same moment hardly ever meets in one.
 * @param prefix of the partitions
 * @param shards partitions of a shop, and of all
 */
export const monthCounts = (prefix: string, shards: { readonly shop: number; readonly platform: number }) => {
  const shardsOf = (counted: Counted): number => (counted === 'platform' ? shards.platform : shards.shop);
  const partition = (counted: Counted, shard: number): string => `${prefix}#${counted}#${shard}`;
  return {
    /**
     * @param key what the numbers are of; it begins with the month, `2026-11`
     * @param by whose id chooses the partition
     */
    add: (counted: Counted, key: string, by: string, counts: Counts): Write => {
      const all = shardsOf(counted);
      const shard = Array.from({ length: all }, (_, i) => i).find((one) => isOfPart(by, one, all))!;
      return addTo({ pk: partition(counted, shard), sk: key }, counts);
    },
    /** All of a month, by key, some of them several times. */
    ofMonth: async (counted: Counted, month: string): Promise<{ key: string; counts: Counts }[]> => {
      const pages = await Promise.all(
        Array.from({ length: shardsOf(counted) }, (_, shard) =>
          query(
            table.build(QueryCommand).query({ partition: partition(counted, shard), range: { beginsWith: month } }),
          )),
      );
      return pages.flatMap(({ items }) =>
        items.map(({ pk: _, sk, ...counts }) => ({ key: String(sk), counts: counts as Counts }))
      );
    },
  };
};
