/**
 * The data model: what is kept under which key, and each way in which a use case reaches it, derived from what they
 * touch.
 */
import type { Declaration } from '../../infra/declarations.ts';
import { grantsOn } from '../../infra/permissions.ts';
import type { Access, TableAction } from '../../shared/kernel/doors/access.ts';
import type { Register } from '../../shared/kernel/register.ts';
import { desks } from '../../shared/desks/declared.ts';
import { maxSkus } from '../../shared/catalogue/policy.ts';
import { maxLines, maxMerchants } from '../../shared/ordering/policy.ts';
import { perStatement } from '../../shared/settlement/policy.ts';
import { joined, loadRegisters } from './registers.ts';

const registers = await loadRegisters();

/** What is kept under each partition key. A test names the keys that are used and not explained. */
export const items: Required<Register>['items'] = {
  ...joined(registers, 'items'),
  ...Object.fromEntries(
    desks.map(({ deskName }) =>
      [`DESK-ITEM#${deskName}#*`, ['`ITEM`', `What waits, or has waited, at the desk ${deskName}`]] as const
    ),
  ),
};

/** What each partition of an index lists, and how it is sorted. */
export const lists: Required<Register>['lists'] = joined(registers, 'lists');

interface Pattern {
  readonly operation: string;
  readonly actions: readonly TableAction[];
  readonly key: string;
  readonly index: string | undefined;
  readonly users: readonly Declaration[];
}

/** Every operation on the table that some use case declares on its own, by key; bundles are made of these. */
export const patternsOf = (declarations: readonly Declaration[]): Pattern[] => {
  const uses = declarations.flatMap((user) =>
    user.contract.touches.flatMap((access) => partsOf(access).map((part) => ({ user, ...part })))
  );
  return [...Map.groupBy(uses, ({ operation, key, index }) => `${key} ${index ?? ''} ${operation}`).entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, [first, ...others]]) => ({ ...first!, users: [...new Set([first!, ...others].map(({ user }) => user))] }));
};

const partsOf = ({ access: { name, grants, parts } }: Access) =>
  grantsOn(grants, 'table').flatMap(({ actions, keys, index }) =>
    keys.map((key) => ({ operation: parts ? `(${name})` : name, actions, key, index }))
  );

const usersOf = (users: readonly Declaration[]): string => (users.length <= 4
  ? users.map(({ id }) => `\`${id}\``).join('<br>')
  : `${users.length} use cases of ${[...new Set(users.map(({ context }) => context))].join(', ')}`);

const row = (...cells: string[]): string => `| ${cells.join(' | ')} |`;

export const dataModelOf = (declarations: readonly Declaration[]): string => {
  const patterns = patternsOf(declarations);
  const explained = <T>(table: Readonly<Record<string, T>>, indexed: boolean): [string, T][] => {
    const used = new Set(patterns.filter(({ index }) => (index !== undefined) === indexed).map(({ key }) => key));
    return Object.entries(table).filter(([key]) => used.has(key));
  };
  const indexOf = (key: string): string =>
    [...new Set(patterns.filter((pattern) => pattern.key === key).map(({ index }) => index))].join(', ');
  return `# The data model

Made by \`npm run generate\` from what the use cases declare to touch.

One DynamoDB table with generic keys: \`pk\`, \`sk\`, and three sparse indexes (\`gsi1\`, \`gsi2\`, \`gsi3\`, each with its own \`…pk\` and \`…sk\`) that
carry an item's \`id\` and \`summary\`, nothing more. Keys are strings that a person can read. Nothing scans: each access below names its key or its index,
and a role allows those keys and no others.

An **aggregate** is a partition: the item \`STATE\` with its \`version\`, and beside it one item for each fact, \`EVENT#<version>.<place>\`. Facts are
written in the transaction of the change, never changed, and kept for good: outbox, timeline and evidence at once. The table's stream, filtered to
inserted \`EVENT#\` items, feeds the bus. Reads are strongly consistent; lists come from an index and may be a moment behind.

## Items

| Partition | Sort keys | What |
|---|---|---|
${explained(items, false).map(([key, [sortKeys, what]]) => row(`\`${key}\``, sortKeys, what)).join('\n')}

## Lists

| Partition of the index | Index | Sorted by | What |
|---|---|---|---|
${
    explained(lists, true).map(([key, [sortedBy, what]]) => row(`\`${key}\``, `\`${indexOf(key)}\``, sortedBy, what))
      .join('\n')
  }

## Access patterns

An operation of a store, what it does with which key, and who declares it. One in brackets is a bundle of several.

| Key | Index | Operation | Actions | Used by |
|---|---|---|---|---|
${
    patterns.map(({ key, index, operation, actions, users }) =>
      row(`\`${key}\``, index ? `\`${index}\`` : '', `\`${operation}\``, actions.join(', '), usersOf(users))
    ).join('\n')
  }

## Limits

**100 actions a transaction.** A use case commits in one TransactWriteItems, with its idempotency record or inbox item and its facts among the
actions. What could be more is bounded at the door:

| What | At most | Because |
|---|---|---|
| a cart | ${maxLines} lines of ${maxMerchants} shops | an order and its fact for each shop, stock and movement for each SKU, a quote for each line, and five more: 97 actions |
| a listing | ${maxSkus} SKUs | an offer for each SKU, and each code claimed or given back |
| an imported product | ${maxSkus} SKUs | a code for each, and a stock item and a movement for the first of them: the others' follow, one by one |
| a statement | ${perStatement.earnings} earnings with ${perStatement.lines} lines, two less for each of at most ${perStatement.debts} debts | each is claimed or repaid in the statement's transaction, and its lines are in the statement's item; a merchant with more gets a further part |

**400 KB an item.** Lists inside an item are bounded by its schema (an address book has 20 addresses, a cart ${maxLines} lines). What grows without a bound is
items of its own (facts, movements, entries). Files are in S3.

**1,000 writes and 3,000 reads a second in one partition.** What everybody writes to is spread over as many partitions as the stage says, and readers look into
all of them ([decision](decisions/sharded-lists.md)). The ledger keeps no running balance of accounts that every order touches.

**4 MB a transaction, 100 items a batch.** Reads that are asked for at one moment travel as one BatchGetItem of up to 100 keys: the largest, a full checkout,
reads 92.
`;
};
