import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any, item, number, string } from 'dynamodb-toolbox/schema';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { operation, type Grant } from '../kernel/doors/access.ts';
import { utcDateOf, type Instant } from '../kernel/values/clock.ts';
import { write, type Write } from '../kernel/store/commit.ts';
import type { Id, MerchantId } from '../kernel/values/ids.ts';
import { money, type Currency, type Money } from '../kernel/values/money.ts';
import { listed, type Page, type PageRequest } from '../kernel/store/page.ts';
import { inOrder } from '../kernel/files/streams.ts';
import { shardedList } from '../kernel/store/sharded-list.ts';
import { Broken } from '../kernel/problems.ts';
import { get, getItem, query, table, type Item, type Key } from '../kernel/store/table.ts';
import { codeOf, guardedCodes, ownerOf, type Account, type GuardedCode } from './accounts.ts';
import { dayOf } from './kept-balance.ts';
import { mustBalance, swings, type Entry, type Swing } from './entry.ts';
import { NotHeld } from './not-held.ts';
import { divide, heldIn, homeOf, subBalancesOf, type HeldBy } from './sub-balance.ts';

/** All entries, by time. */
export const allEntries = shardedList('LEDGER');

/**
 * An entry stands under its own id, which is why it cannot be posted twice. It is kept once, where the indexes carry
 * it.
 */
const EntryItem = new Entity({
  name: 'ledger-entry',
  table,
  timestamps: false,
  schema: item({
    id: string().key(),
    summary: any().castAs<Entry>(),
    gsi1pk: string(),
    gsi1sk: string(),
    gsi2pk: string().optional(),
    gsi2sk: string().optional(),
    gsi3pk: string().optional(),
    gsi3sk: string().optional(),
  }),
  computeKey: ({ id }) => ({ pk: `ENTRY#${id}`, sk: 'ENTRY' }),
});

/**
 * What is owed on one owner's guarded accounts, in minor units of one currency, or one of its sub-balances. Beside each
 * it counts what has moved on each UTC day (`merchant-pending@2026-11-22`) until that day has been checked: so it is
 * known what was owed at a midnight, however much has moved since.
 */
const BalanceItem = new Entity({
  name: 'ledger-balance',
  table,
  timestamps: false,
  schema: item({
    owner: string().key(),
    currency: string().key(),
    place: number().key(),
    'buyer-funds': number().optional(),
    'unallocated-funds': number().optional(),
    'merchant-pending': number().optional(),
    'merchant-released': number().optional(),
    'merchant-debt': number().optional(),
  }),
  computeKey: ({ owner, currency, place }) => ({
    pk: place === 0 ? `BALANCE#${owner}` : `BALANCE#${owner}#${place}`,
    sk: currency,
  }),
});
/** Where the sub-balances of an owner are kept. */
export const balanceKeys = (owner: string, currency: Currency): Key[] =>
  Array.from({ length: subBalancesOf(owner) }, (_, place) => keyAt(owner, currency, place));
const keyAt = (owner: string, currency: Currency, place: number): Key =>
  BalanceItem.computeKey!({ owner, currency, place }) as Key;

const putEntry = (entry: Entry): Write => {
  const { id, at, orderId, merchantId } = entry;
  const place = `${at}#${id}`;
  return write(
    EntryItem.build(PutTransaction)
      .item({
        id,
        summary: entry,
        gsi1pk: allEntries.place(id),
        gsi1sk: place,
        ...(orderId && { gsi2pk: `LEDGER-ORDER#${orderId}`, gsi2sk: place }),
        ...(merchantId && { gsi3pk: `LEDGER-MERCHANT#${merchantId}`, gsi3sk: place }),
      })
      .options({ condition: { attr: 'id', exists: false } }),
  );
};

/** Days are names of attributes, which the entity's schema cannot know: the update is written out. */
const moveBalance = ({ owner, currency, owed }: Swing, place: number, at: Instant): Write => {
  const moves = (Object.entries(owed) as [GuardedCode, number][]).filter(([, by]) => by !== 0);
  const less = moves.flatMap(([, by], i) => (by < 0 ? [`#total${i} >= :least${i}`] : []));
  const update = {
    TableName: table.getName(),
    Key: keyAt(owner, currency, place),
    UpdateExpression: `SET #owner = :owner, #currency = :currency, #place = :place, #entity = :entity ADD ${
      moves.map((_, i) => `#total${i} :by${i}, #day${i} :by${i}`).join(', ')
    }`,
    ...(less.length > 0 && { ConditionExpression: less.join(' AND ') }),
    ExpressionAttributeNames: {
      '#owner': 'owner',
      '#currency': 'currency',
      '#place': 'place',
      '#entity': '_et',
      ...Object.fromEntries(
        moves.flatMap(([code], i) => [[`#total${i}`, code], [`#day${i}`, dayOf(code, utcDateOf(at))]]),
      ),
    },
    ExpressionAttributeValues: {
      ':owner': owner,
      ':currency': currency,
      ':place': place,
      ':entity': BalanceItem.entityName,
      ...Object.fromEntries(
        moves.flatMap(([, by], i) => [[`:by${i}`, by], ...(by < 0 ? [[`:least${i}`, -by]] : [])]),
      ),
    },
  };
  return write({ params: () => ({ Update: update }) }, less.length > 0 ? () => new NotHeld() : undefined);
};

const posting: Grant[] = [
  { on: 'table', actions: ['PutItem'], keys: ['ENTRY#*'] },
  { on: 'table', actions: ['UpdateItem'], keys: ['BALANCE#*'] },
];

const posted = (entries: readonly Entry[], held: readonly HeldBy[]): Write[] => {
  entries.forEach(mustBalance);
  const moves = swings(entries).flatMap(({ owner, currency, owed }) => {
    const found = held.find((one) => one.owner === owner && one.currency === currency);
    if (!found && subBalancesOf(owner) > 1 && Object.values(owed).some((by) => by < 0)) {
      throw new Broken(`${entries[0]!.id} takes from ${owner}, of which nobody knows what it holds`);
    }
    return [...divide({ owed }, homeOf(entries, owner), found?.held ?? [])].map(([place, part]) =>
      moveBalance({ owner, currency, owed: part }, place, entries[0]!.at)
    );
  });
  return [...entries.map(putEntry), ...moves];
};

const heldBy = async (owner: string, currency: Currency): Promise<HeldBy> => {
  const found = await Promise.all(balanceKeys(owner, currency).map(getItem));
  return {
    owner,
    currency,
    held: found.map((item = {}) => Object.fromEntries(guardedCodes.map((code) => [code, Number(item[code] ?? 0)]))),
  };
};

const entryOf = (stored: Item): Entry => stored['summary'] as Entry;

export const ledger = {
  /**
   * Posts entries, in the transaction of what they account for. Refused with `conflict` when one of them has been
   * posted already, or would take more from a guarded account than is there (`NotHeld`): somebody else has moved the
   * money. Entries that are posted together have one time.
   * @throws Broken when they do not balance, or take from what is divided into sub-balances: that is for `draw`
   */
  post: operation('ledger.post', posting, (...entries: Entry[]): Write[] => posted(entries, [])),

  /** Posts entries as `post` does, which may also take from a shop's balance: of what `held` has found there. */
  draw: operation(
    'ledger.draw',
    posting,
    (held: readonly HeldBy[], ...entries: Entry[]): Write[] => posted(entries, held),
  ),

  /** What an owner's sub-balances hold, for `draw`. */
  held: operation(
    'ledger.held',
    [{ on: 'table', actions: ['GetItem'], keys: ['BALANCE#*'] }],
    (owner: string, currency: Currency): Promise<HeldBy> => heldBy(owner, currency),
  ),

  /** The entry of this id, if it has been posted. */
  entry: operation(
    'ledger.entry',
    [{ on: 'table', actions: ['GetItem'], keys: ['ENTRY#*'] }],
    async (id: string): Promise<Entry | undefined> => (await get(EntryItem.build(GetItemCommand).key({ id })))?.summary,
  ),

  /**
   * What is owed on a guarded account: `ledger.balance('merchant-released:mer_…', 'BRL')`. Zero before its first entry.
   */
  balance: operation(
    'ledger.balance',
    [{ on: 'table', actions: ['GetItem'], keys: ['BALANCE#*'] }],
    async (account: Account, currency: Currency): Promise<Money> => {
      const found = await heldBy(ownerOf(account)!, currency);
      return money(heldIn(found, codeOf(account) as GuardedCode), currency);
    },
  ),

  /** The entries of an order, oldest first. */
  ofOrder: operation(
    'ledger.of-order',
    [{ on: 'table', actions: ['Query'], keys: ['LEDGER-ORDER#*'], index: 'gsi2' }],
    (orderId: Id<'order'>, page: PageRequest): Promise<Page<Entry>> =>
      listed('gsi2', `LEDGER-ORDER#${orderId}`, page, entryOf),
  ),

  /** The entries that touch a merchant's accounts, oldest first unless asked otherwise. */
  ofMerchant: operation(
    'ledger.of-merchant',
    [{ on: 'table', actions: ['Query'], keys: ['LEDGER-MERCHANT#*'], index: 'gsi3' }],
    (merchantId: MerchantId, page: PageRequest): Promise<Page<Entry>> =>
      listed('gsi3', `LEDGER-MERCHANT#${merchantId}`, page, entryOf),
  ),

  /** When the books began: the time of the first entry, if there is one. */
  begun: operation(
    'ledger.begun',
    [{ on: 'table', actions: ['Query'], keys: [allEntries.keys], index: 'gsi1' }],
    async (): Promise<Instant | undefined> =>
      (await Promise.all(allEntries.partitions().map(firstIn))).filter((at) => at !== undefined).toSorted()[0],
  ),

  /**
   * All entries from one moment up to another, partition by partition, oldest first within each. Read from an index, which
   * is complete a moment after the writes: ask for what is in the past.
   */
  between: operation(
    'ledger.between',
    [{ on: 'table', actions: ['Query'], keys: [allEntries.keys], index: 'gsi1' }],
    (from: Instant, to: Instant): AsyncGenerator<Entry> => entriesBetween(from, to),
  ),

  /**
   * All entries from one moment up to another, oldest first, as `between` has them.
   * @param behind the place of an entry (`<at>#<id>`): only what comes after it
   */
  inOrder: operation(
    'ledger.in-order',
    [{ on: 'table', actions: ['Query'], keys: [allEntries.keys], index: 'gsi1' }],
    (from: Instant, to: Instant, behind?: string): AsyncGenerator<Entry> =>
      inOrder(
        allEntries.partitions().map((partition) => entriesIn(partition, behind ?? from, to, readAhead)),
        ({ at, id }) => `${at}#${id}`,
      ),
  ),
};

/** Entries of each partition that are read at a time where all partitions are read at once. */
const readAhead = 200;

/** When the oldest entry of a partition was posted. */
const firstIn = async (partition: string): Promise<Instant | undefined> => {
  const { items: [first] } = await query(
    table.build(QueryCommand).query({ index: 'gsi1', partition }).options({ limit: 1 }),
  );
  return first && entryOf(first).at;
};

async function* entriesBetween(from: Instant, to: Instant): AsyncGenerator<Entry> {
  for (const partition of allEntries.partitions()) yield* entriesIn(partition, from, to);
}

/** @param from a moment, or the place of an entry, which is left out */
async function* entriesIn(partition: string, from: string, to: Instant, limit?: number): AsyncGenerator<Entry> {
  let exclusiveStartKey: Item | undefined;
  do {
    const { items, next } = await query(
      table.build(QueryCommand)
        .query({ index: 'gsi1', partition, range: { between: [from, `${to}`] } })
        .options({ ...(limit && { limit }), ...(exclusiveStartKey && { exclusiveStartKey }) }),
    );
    yield* items.filter(({ gsi1sk }) => gsi1sk !== from).map(entryOf);
    exclusiveStartKey = next;
  } while (exclusiveStartKey);
}
