import { Entity } from 'dynamodb-toolbox/entity';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any, item, number, string } from 'dynamodb-toolbox/schema';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { operation } from '../kernel/doors/access.ts';
import { write, type Write } from '../kernel/store/commit.ts';
import { query, table, type Item } from '../kernel/store/table.ts';
import { after, epochSeconds, type Instant } from '../kernel/values/clock.ts';
import type { IndexChange } from './article.ts';
import { changesKept } from './policy.ts';

const ChangeItem = new Entity({
  name: 'search-change',
  table,
  timestamps: false,
  schema: item({ id: string().key(), asOf: string().key(), change: any().castAs<IndexChange>(), expiresAt: number() }),
  computeKey: ({ id, asOf }) => ({ pk: 'SEARCH-CHANGES', sk: `${asOf}#${id}` }),
});

export const changes = {
  /** Tells all searches of a change. */
  tell: operation(
    'search-changes.tell',
    [{ on: 'table', actions: ['PutItem'], keys: ['SEARCH-CHANGES'] }],
    (change: IndexChange): Write =>
      write(
        ChangeItem.build(PutTransaction).item({
          id: change.id,
          asOf: change.asOf,
          change,
          expiresAt: epochSeconds(after(change.asOf, changesKept)),
        }),
      ),
  ),

  /** What has changed since, in the order of its moments. */
  since: operation(
    'search-changes.since',
    [{ on: 'table', actions: ['Query'], keys: ['SEARCH-CHANGES'] }],
    async (asOf: Instant): Promise<IndexChange[]> => {
      const all: IndexChange[] = [];
      let exclusiveStartKey: Item | undefined;
      do {
        const { items, next } = await query(
          table.build(QueryCommand)
            .query({ partition: 'SEARCH-CHANGES', range: { gt: asOf } })
            .options({ consistent: true, ...(exclusiveStartKey && { exclusiveStartKey }) }),
        );
        all.push(...items.map(({ change }) => change as IndexChange));
        exclusiveStartKey = next;
      } while (exclusiveStartKey);
      return all;
    },
  ),
};
