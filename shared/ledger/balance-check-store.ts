import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any, item, string } from 'dynamodb-toolbox/schema';
import * as z from 'zod';
import { operation, type IndexName } from '../kernel/doors/access.ts';
import { aggregate } from '../kernel/store/aggregate.ts';
import { Instant } from '../kernel/values/clock.ts';
import { transact, write, type Write } from '../kernel/store/commit.ts';
import { sender } from '../kernel/doors/job.ts';
import { invocation } from '../kernel/doors/invocation.ts';
import { listed } from '../kernel/store/page.ts';
import { shardedList } from '../kernel/store/sharded-list.ts';
import { get, getItem, table, type Key } from '../kernel/store/table.ts';
import type { GuardedCode } from './accounts.ts';
import { faultsOf, lastDay, owedByEntries, type BalanceCheck, type BalanceFault } from './balance-check.ts';
import type { Swing } from './entry.ts';
import { daysThrough, together, type KeptBalance } from './kept-balance.ts';
import { balanceKeys } from './store.ts';
import { subBalancesOf } from './sub-balance.ts';

export const balanceChecks = aggregate<BalanceCheck>({ name: 'balance-check', prefix: 'BALANCE-CHECK' });

/** Asks for one part of the present check. */
export const BalancePart = z.strictObject({ to: Instant, part: z.int().min(0) });
export const balancePartQueue = sender('parts', 'ledger/check-balance-part', BalancePart);

/** Who is owed something, sorted by when that was last compared. */
export const openBalances = shardedList('OPEN-BALANCES');
const openIndex: IndexName = 'gsi1';

/** What the entries of one owner came to when they were last checked. Only the check writes it. */
const CheckedItem = new Entity({
  name: 'checked-balance',
  table,
  timestamps: false,
  schema: item({
    owner: string().key(),
    currency: string().key(),
    id: string(),
    summary: any().castAs<Pick<Swing, 'owner' | 'currency'>>(),
    gsi1pk: string().optional(),
    gsi1sk: string().optional(),
    to: string(),
    owed: any().castAs<Record<GuardedCode, number>>(),
  }),
  computeKey: ({ owner, currency }) => ({ pk: `CHECKED-BALANCE#${owner}`, sk: currency }),
});

/** Owners by the transaction: each has an action for what its entries come to, and one for each of its sub-balances. */
const byTransaction = (moved: readonly Swing[]): Swing[][] => {
  const groups: Swing[][] = [];
  let room = 0;
  for (const swing of moved) {
    const actions = 1 + subBalancesOf(swing.owner);
    if (room < actions) {
      groups.push([]);
      room = 100;
    }
    groups.at(-1)!.push(swing);
    room -= actions;
  }
  return groups;
};

const keepChecked = (
  { owner, currency }: Pick<Swing, 'owner' | 'currency'>,
  owed: Record<GuardedCode, number>,
  kept: readonly KeptBalance[],
  { to }: BalanceCheck,
): Write[] => [
  write(
    CheckedItem.build(PutTransaction)
      .item({
        id: `${owner} ${currency}`,
        summary: { owner, currency },
        owner,
        currency,
        to,
        owed,
        ...(Object.values(owed).some((amount) => amount !== 0)
          && { gsi1pk: openBalances.place(owner), gsi1sk: `${invocation().now}#${owner} ${currency}` }),
      })
      .options({ condition: { or: [{ attr: 'to', exists: false }, { attr: 'to', lte: to }] } }),
  ),
  ...balanceKeys(owner, currency).flatMap((key, place) => forgetDays(key, daysThrough(kept[place]!, lastDay({ to })))),
];

const forgetDays = (Key: Key, attributes: readonly string[]): Write[] => {
  if (attributes.length === 0) return [];
  const update = {
    TableName: table.getName(),
    Key,
    UpdateExpression: `REMOVE ${attributes.map((_, i) => `#day${i}`).join(', ')}`,
    ExpressionAttributeNames: Object.fromEntries(attributes.map((name, i) => [`#day${i}`, name])),
  };
  return [write({ params: () => ({ Update: update }) })];
};

/**
 * Compares these owners' balances with their entries, and keeps what the entries come to. What an earlier run of the
 * same check has counted is not counted again.
 */
export const compareBalances = operation(
  'ledger.compare-balances',
  [
    { on: 'table', actions: ['GetItem', 'UpdateItem'], keys: ['BALANCE#*'] },
    { on: 'table', actions: ['GetItem', 'PutItem'], keys: ['CHECKED-BALANCE#*'] },
  ],
  async (moved: readonly Swing[], check: BalanceCheck): Promise<BalanceFault[]> => {
    const faults: BalanceFault[] = [];
    for (const some of byTransaction(moved)) {
      const found = await Promise.all(
        some.map(async (swing) => {
          const [kept, checked] = await Promise.all([
            Promise.all(balanceKeys(swing.owner, swing.currency).map(getItem)),
            get(CheckedItem.build(GetItemCommand).key(swing)),
          ]);
          return { swing, kept: kept.map((item) => item ?? {}), checked };
        }),
      );
      const writes = found.flatMap(({ swing, kept, checked }) => {
        const owed = checked?.to === check.to
          ? checked.owed as Record<GuardedCode, number>
          : owedByEntries(checked?.owed, swing);
        faults.push(...faultsOf(swing, owed, together(kept), lastDay(check)));
        return keepChecked(swing, owed, kept, check);
      });
      await transact(writes);
    }
    return faults;
  },
);

/** Some of those who are owed something, and have not been looked at for the longest. */
export const longestUnchecked = operation(
  'ledger.longest-unchecked',
  [{ on: 'table', actions: ['Query'], keys: [openBalances.keys], index: openIndex }],
  async (limit: number): Promise<Swing[]> => {
    const partitions = openBalances.partitions();
    const pages = await Promise.all(
      partitions.map((partition) =>
        listed(openIndex, partition, { limit: Math.ceil(limit / partitions.length) }, ({ summary }) => ({
          ...(summary as Pick<Swing, 'owner' | 'currency'>),
          owed: {},
        }))
      ),
    );
    return pages.flatMap(({ items }) => items);
  },
);
