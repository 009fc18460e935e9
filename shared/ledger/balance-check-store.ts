import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any, item, string } from 'dynamodb-toolbox/schema';
import * as z from 'zod';
import { operation, type IndexName } from '../kernel/access.ts';
import { aggregate } from '../kernel/aggregate.ts';
import { Instant } from '../kernel/clock.ts';
import { transact, write, type Write } from '../kernel/commit.ts';
import { sender } from '../kernel/job.ts';
import type { Currency } from '../kernel/money.ts';
import { invocation } from '../kernel/invocation.ts';
import { listed } from '../kernel/page.ts';
import { shardedList } from '../kernel/sharded-list.ts';
import { get, getItem, table } from '../kernel/table.ts';
import type { GuardedCode } from './accounts.ts';
import { faultsOf, lastDay, owedByEntries, type BalanceCheck, type BalanceFault } from './balance-check.ts';
import type { Swing } from './entry.ts';
import { daysThrough, type KeptBalance } from './kept-balance.ts';
import { balanceKey } from './store.ts';

export const balanceChecks = aggregate<BalanceCheck>({ name: 'balance-check', prefix: 'BALANCE-CHECK' });

/** Asks for one part of the present check. */
export const BalancePart = z.strictObject({ to: Instant, part: z.int().min(0) });
export const balancePartQueue = sender('ledger/check-balance-part', BalancePart);

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

/** Two actions for each: so many fit one transaction. */
const atOnce = 50;

const keepChecked = (
  { owner, currency }: Pick<Swing, 'owner' | 'currency'>,
  owed: Record<GuardedCode, number>,
  kept: KeptBalance | undefined,
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
  ...forgetDays(owner, currency, kept ? daysThrough(kept, lastDay({ to })) : []),
];

const forgetDays = (owner: string, currency: Currency, attributes: readonly string[]): Write[] => {
  if (attributes.length === 0) return [];
  const update = {
    TableName: table.getName(),
    Key: balanceKey(owner, currency),
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
    for (let i = 0; i < moved.length; i += atOnce) {
      const found = await Promise.all(
        moved.slice(i, i + atOnce).map(async (swing) => {
          const [kept, checked] = await Promise.all([
            getItem(balanceKey(swing.owner, swing.currency)),
            get(CheckedItem.build(GetItemCommand).key(swing)),
          ]);
          return { swing, kept, checked };
        }),
      );
      const writes = found.flatMap(({ swing, kept, checked }) => {
        const owed = checked?.to === check.to
          ? checked.owed as Record<GuardedCode, number>
          : owedByEntries(checked?.owed, swing);
        faults.push(...faultsOf(swing, owed, kept ?? {}, lastDay(check)));
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
