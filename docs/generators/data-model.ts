/**
 * The data model: what is kept under which key, and each way in which a use case reaches it, derived from what they
 * touch.
 */
import type { Declaration } from '../../infra/declarations.ts';
import { grantsOn } from '../../infra/permissions.ts';
import type { Access, TableAction } from '../../shared/kernel/access.ts';
import { auditShards } from '../../shared/kernel/audit-store.ts';
import { desks } from '../../shared/desks/desks.ts';
import { maxSkus } from '../../shared/catalogue/policy.ts';
import { maxLines, maxMerchants } from '../../shared/ordering/policy.ts';
import { perStatement } from '../../shared/settlement/policy.ts';

const aggregate = '`STATE`, `EVENT#<version>.<place>`';

/** What is kept under each partition key. A test names the keys that are used and not explained here. */
export const items: Readonly<Record<string, readonly [sortKeys: string, what: string]>> = {
  'ACCOUNT#*': [aggregate, 'An account: status, roles, login, shop'],
  'KNOWN-NETWORK#*': [
    'network, `ASKED#…`',
    'A network from which the owner of a login has signed in, or set the password by a code, within 90 days; one from which a code was asked for within a day',
  ],
  'LOGIN-CLAIM#*': ['`LOGIN-CLAIM`', 'Claims an e-mail address or mobile number for one account'],
  'ACCOUNT-BOOK#*': [aggregate, 'The address book of an account'],
  'MERCHANT#*': [aggregate, 'A shop: state, company, store, payout account'],
  'APPLICATION#*': [aggregate, "A shop's application: items, documents, findings"],
  'CATEGORY#*': [aggregate, 'A category: path, attributes, commission rates by date'],
  'CATEGORY-TREE': ['`CHANGED`', 'How often the category tree has changed: who has read it before reads no more'],
  'LISTING#*': [aggregate, 'A listing with its SKUs, prices and specifications'],
  'IMAGE#*': [aggregate, 'What an uploaded image of a listing was found to be'],
  'OFFER#*': ['`OFFER`', 'What is for sale under a SKU; written with its listing, read by carts'],
  'SKU-CODE#*': ['`SKU-CODE`', "Claims a shop's own code for one SKU"],
  'PAGE#*': ['`PAGE`', 'The public product page (read model)'],
  'BROWSE#*': [
    '`<since>#<listing>`',
    'The public page of a category (read model): a card for each product in it or below it',
  ],
  'IMPORT#*': [`${aggregate}, \`PROGRESS\``, 'An import of products, and how far it is'],
  'STOCK#*': ['`STOCK`', 'The units of a SKU that can be bought, and those that orders have taken'],
  'STOCK-SHIPPED#*': ['`SHIPPED`', 'The units of a SKU that have been shipped'],
  'STOCK-BOOK#*': ['`<at>#<kind>#<reason>`', "Every movement of a SKU's counters"],
  'CART#*': ['`STATE`', "A buyer's cart"],
  'ORDER#*': [aggregate, 'An order: lines with prices and rates frozen at the sale, address'],
  'OVERDUE#*': ['`<date>#<shard>`', 'How many orders of a shop were found overdue on a day'],
  'PAYMENT#*': [aggregate, 'A payment of one checkout, with the share of each order'],
  'REFUND#*': [aggregate, 'Money on its way back to a buyer'],
  'PAYMENT-EXCEPTION#*': [aggregate, 'Something about money that a person decides'],
  'PAYMENT-NOTICE#*': ['`EVENT#…`', 'A notice of the payment provider, kept before it is acted upon'],
  'ENTRY#*': ['`ENTRY`', 'A ledger entry with its postings; its id says what it posts, so nothing is posted twice'],
  'BALANCE#*': [
    '`<currency>`',
    'What is owed on the guarded accounts of one owner, and what has moved on each UTC day since it was checked',
  ],
  'CORRECTION#*': [aggregate, 'An entry by hand, which one person proposes and another one approves'],
  'CHECKED-BALANCE#*': [
    '`<currency>`',
    "What an owner's entries came to when they were last compared with his balance",
  ],
  'BALANCE-CHECK#*': [aggregate, 'How far balances have been compared with entries, and what was off'],
  'LEDGER-DAYS': ['`<date>`', 'The totals of a closed day'],
  'LEDGER-SUMMED': ['`SUMMED`', 'What has been summed up of the days that are not closed yet'],
  'LEDGER-ALARM#*': ['`EVENT#…`', 'The books were found out of balance'],
  'EARNING#*': [aggregate, "A merchant's share of one completed order"],
  'STATEMENT#*': [aggregate, "A merchant's settlement of one day"],
  'RECONCILING#*': [aggregate, "Into how many parts the comparison of a provider's day is divided"],
  'RECONCILED-PART#*': [aggregate, 'How one of these parts has come out'],
  'EXPORT-PART#*': [aggregate, "One part of a day's export, and how far it is"],
  'PAYOUT#*': [aggregate, 'Money on its way to a merchant'],
  'SETTLEMENT-RUN#*': [aggregate, 'The settlement of a day'],
  'SETTLEMENT-RUN-MERCHANTS#*': ['`<part>`', "The merchants that a day's settlement is for, 5,000 an item"],
  'SETTLEMENT-PROGRESS#*': [aggregate, 'Up to where days have been exported and reconciled'],
  'DISCREPANCY#*': [aggregate, "Something on which the provider's statement and the ledger disagree"],
  'RECONCILIATION#*': [aggregate, 'How the comparison of a day came out'],
  'FREIGHT#*': [aggregate, "A shop's freight template"],
  'FREIGHT-QUOTE#*': [aggregate, 'A freight that a merchant quotes for one line'],
  'SHIPMENT#*': [aggregate, 'A shipment: parcels, carrier, tracking'],
  'DISPATCH#*': [aggregate, "Where a shop's parcels are picked up"],
  'CARRIER-NOTICE#*': [aggregate, 'A notice of a carrier, kept before it is acted upon'],
  'NOTICE-PILE#*': [aggregate, "How many of a carrier's notices nothing could be done with, for one reason"],
  'RULEBOOK#*': [aggregate, 'A rulebook: every version that was decided, with its time'],
  'RULEBOOK-PROPOSAL#*': [aggregate, 'Another value that somebody proposes for a rulebook'],
  'DESK-ITEM#*': [
    '`ITEM`, `EVENT#<version>.<place>`',
    'What waits, or has waited, at a desk, and what people did with it',
  ],
  ...Object.fromEntries(
    desks.map(({ deskName }) =>
      [`DESK-ITEM#${deskName}#*`, ['`ITEM`', `What waits, or has waited, at the desk ${deskName}`]] as const
    ),
  ),
  'DESK-COUNT#*': [aggregate, 'What waited at a desk on a day'],
  'DUE#*': ['`<due at>#<id>`', 'A deadline (spread)'],
  'AUDIT#*': [
    '`RECORD#<place>`, `HEAD`',
    `Who did what, chained by hashes: ${auditShards} chains a day, and where each ends`,
  ],
  'AUDIT-ALARM#*': ['`EVENT#…`', 'The audit trail of a day was found broken'],
  'IDEM#*': ['`<use case>#<key>`', 'The answer to a request with this `Idempotency-Key`; expires after 400 days'],
  'ALLOWANCE#unpaid-payments#*': ['`OPEN`', 'How many payments of a buyer are unpaid and hold stock'],
  'ALLOWANCE#open-quotes#*': ['`OPEN`', 'How many freight quotes of a buyer wait for an answer'],
  'COUNT#requests#*': [
    '`<window since>#<its length>#<shard>`',
    'Requests that were served in a window, by what they are to others and whose they are; expires a window later',
  ],
  'INBOX#*': ['`<use case>`', 'This message has had its effect; expires after 90 days'],
  'MESSAGES#*': [
    '`<message>`',
    "An account's inbox, and what became of each message on its ways; expires after 90 days",
  ],
  'ANNOUNCEMENT#*': [
    aggregate,
    'Something that the platform says to many, and how far it has come through its audience',
  ],
  'ANNOUNCED#*': [
    '`FIGURES#<shard>`, `RECALLED`',
    'What has become of the messages of an announcement, and that they were taken back',
  ],
  'NOTICE-PREFERENCES#*': [aggregate, 'What an account has chosen to hear of where, and its devices'],
  'SUPPRESSED#*': ['`ADDRESS`', 'An address to which nothing is sent any more'],
};

/** What each partition of an index lists, and how it is sorted. */
export const lists: Readonly<Record<string, readonly [sortedBy: string, what: string]>> = {
  'STAFF': ['account', 'Everybody who works for the platform'],
  'BUYERS#*': ['language, account', 'Everybody who buys (spread)'],
  'SHOPS#*': ['state, shop', 'Every shop (spread)'],
  'ANNOUNCEMENTS': ['drafted at', 'All announcements'],
  'UNREAD#*': ['message', 'What an account has not read'],
  'CATEGORIES': ['category', 'The category tree'],
  'LISTINGS-OF#*': ['state, changed at', "A shop's listings"],
  'STOCK-OF#*': ['SKU', "A shop's SKUs that have stock"],
  'BUYER-ORDERS#*': ['placed at', "A buyer's orders"],
  'MERCHANT-ORDERS#*': ['placed at', "A shop's orders in one state"],
  'OVERDUE-ON#*': ['shop', 'The shops with orders that were found overdue on a day'],
  'BUYER-PAYMENTS#*': ['payment', "A buyer's payments"],
  'WAITING-PAYMENTS#*': ['since', 'Payments that wait for the provider (spread)'],
  'WAITING-REFUNDS#*': ['requested at', 'Refunds that wait for the provider (spread)'],
  'PAYMENT-REFUNDS#*': ['refund', 'The refunds of a payment'],
  'DESK-WAITING#*': ['to be settled by', 'What waits at a desk'],
  'DESK-SNOOZED#*': ['to be settled by', 'What is put off'],
  'DESK-HELD#*': ['holder, to be settled by', 'What somebody has taken'],
  'DESK-LATE#*': ['to be settled by', 'What a clock has run out for'],
  'DESK-SETTLED#*': [
    'settled at, since, to be settled by, by whom',
    'What was settled at a desk; its figures are counted from the keys',
  ],
  'LEDGER#*': ['at', 'All entries (spread)'],
  'CORRECTIONS#*': ['proposed at', 'Corrections that were decided about, by state'],
  'OPEN-BALANCES#*': ['compared at', 'Owners who are owed something'],
  'LEDGER-ORDER#*': ['at', 'The entries of an order'],
  'LEDGER-MERCHANT#*': ['at', "The entries on a merchant's accounts"],
  'EARNINGS#*': ['held at', "A merchant's earnings"],
  'SETTLEABLE#*': ['merchant, released at', 'Earnings that the next settlement takes (spread)'],
  'STATEMENTS#*': ['date', "A merchant's statements"],
  'STATEMENTS-ON#*': ['merchant', 'The statements of a day'],
  'PAYOUTS#*': ['requested at', 'Payouts by how they stand'],
  'PAYOUTS-OF#*': ['requested at', "A shop's payouts"],
  'WAITING-PAYOUTS#*': ['asked again at', 'Payouts that wait for the provider (spread)'],
  'SETTLEMENT-RUNS': ['date', 'All settlement runs'],
  'RECONCILIATIONS': ['date', 'All reconciliations'],
  'OPEN-QUOTES#*': ['requested at', 'Freight quotes that a shop has to answer'],
  'MERCHANT-SHIPMENTS#*': ['opened at', "A shop's shipments in one state"],
  'QUIET-SHIPMENTS#*': ['heard of at', 'Shipments that a carrier owes news of (spread)'],
  'PILE-NOTICES#*': ['received at', "A carrier's notices that nothing could be done with, for one reason"],
  'AUDIT-BY#*': ['at', 'What somebody did'],
  'AUDIT-ABOUT#*': ['at', 'What was done about an account or a shop'],
  'AUDIT-ON#*': ['at', 'What was done to a thing'],
};

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
| a statement | ${perStatement.earnings} earnings with ${perStatement.lines} lines | each is claimed in the statement's transaction, and its lines are in the statement's item; a merchant with more gets a further part |

**400 KB an item.** Lists inside an item are bounded by its schema (an address book has 20 addresses, a cart ${maxLines} lines). What grows without a bound is
items of its own (facts, movements, entries). Files are in S3.

**1,000 writes and 3,000 reads a second in one partition.** What everybody writes to is spread over as many partitions as the stage says, and readers look into
all of them ([decision](decisions/sharded-lists.md)). The ledger keeps no running balance of accounts that every order touches.

**4 MB a transaction, 100 items a batch.** Reads that are asked for at one moment travel as one BatchGetItem of up to 100 keys: the largest, a full checkout,
reads 92.
`;
};
