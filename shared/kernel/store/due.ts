import { createHash } from 'node:crypto';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { Entity } from 'dynamodb-toolbox/entity';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any, item, string } from 'dynamodb-toolbox/schema';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { operation } from '../doors/access.ts';
import type { Instant } from '../values/clock.ts';
import { write, type Action, type Write } from './commit.ts';
import { shardedList } from './sharded-list.ts';
import { documents, query, table } from './table.ts';

/** The due index: everything that waits for its time, sorted by it. */
export const dueIndex = shardedList('DUE');

/** The source of deadlines on the bus; their detail type is the id of the use case that handles them. */
export const dueSource = 'jishi.deadlines';

export interface Deadline {
  readonly id: string;
  /** `ordering/expire-unpaid-order` */
  readonly useCase: string;
  readonly dueAt: Instant;
  readonly payload: unknown;
}

const sortKeyOf = ({ id, dueAt }: { id: string; dueAt: string }): string => `${dueAt}#${id}`;

const DueItem = new Entity({
  name: 'deadline',
  table,
  timestamps: false,
  schema: item({ id: string().key(), useCase: string(), dueAt: string().key(), payload: any() }),
  computeKey: ({ id, dueAt }) => ({ pk: dueIndex.place(id), sk: sortKeyOf({ id, dueAt }) }),
});

export const dueKeys = [dueIndex.keys];

/** What sets a deadline, for stores of which each save may set one. */
export const settingDue = (dueAt: Instant, useCase: string, payload: object): Action => {
  const id = createHash('sha256').update(`${useCase}\n${JSON.stringify(payload)}`).digest('hex').slice(0, 32);
  return DueItem.build(PutTransaction).item({ id, useCase, dueAt, payload });
};

export const due = {
  /**
   * Sets a deadline, in the transaction of the state that waits for it. It may fire late or twice, and it fires even
   * when nobody waits any more: its handler looks at the state. The same deadline set twice is one.
   */
  set: operation(
    'due.set',
    [{ on: 'table', actions: ['PutItem'], keys: dueKeys }],
    (dueAt: Instant, useCase: string, payload: object): Write[] => [write(settingDue(dueAt, useCase, payload))],
  ),

  /** The deadlines of one partition that have passed, oldest first, at the most 100. */
  passed: operation(
    'due.passed',
    [{ on: 'table', actions: ['Query'], keys: dueKeys }],
    async (partition: string, now: Instant): Promise<Deadline[]> => {
      const { items } = await query(
        table.build(QueryCommand)
          .query({ partition, range: { lte: `${now}#~` } }).options({
            limit: 100,
            consistent: true,
          }),
      );
      return items.map(({ id, useCase, dueAt, payload }) => ({ id, useCase, dueAt, payload }) as Deadline);
    },
  ),

  /** Forgets deadlines of one partition that have been handed over. */
  clear: operation(
    'due.clear',
    [{ on: 'table', actions: ['DeleteItem'], keys: dueKeys }],
    async (partition: string, deadlines: readonly Deadline[]): Promise<void> => {
      await Promise.all(
        deadlines.map((deadline) =>
          documents().send(
            new DeleteCommand({ TableName: table.getName(), Key: { pk: partition, sk: sortKeyOf(deadline) } }),
          )
        ),
      );
    },
  ),
};
