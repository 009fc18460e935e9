import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { operation, type Grant, type IndexName } from '../kernel/doors/access.ts';
import { aggregate } from '../kernel/store/aggregate.ts';
import type { Change } from '../kernel/store/change.ts';
import type { Instant } from '../kernel/values/clock.ts';
import { write, type Write } from '../kernel/store/commit.ts';
import type { Desk, DeskItem } from '../kernel/policy/desk.ts';
import {
  DeskItemEntity,
  deskPartition,
  heldAt,
  lateAt,
  placeOf,
  settledAt,
  snoozedAt,
  waitingAt,
} from '../kernel/policy/desk-item.ts';
import type { Envelope } from '../kernel/events.ts';
import { envelopeOf, factsIn, record } from '../kernel/store/facts.ts';
import type { AccountId } from '../kernel/values/ids.ts';
import { listed, type Page, type PageRequest } from '../kernel/store/page.ts';
import { Problem } from '../kernel/problems.ts';
import { get, query, table, type Item } from '../kernel/store/table.ts';
import type { DeskCount } from './count.ts';
import type { Place } from './merge.ts';
import { countedRows } from './policy.ts';

const grants = (...actions: (Grant & { on: 'table' })['actions'][number][]): Grant[] => [
  { on: 'table', actions, keys: ['DESK-ITEM#*'] },
];

const find = async (desk: string, id: string): Promise<DeskItem | undefined> =>
  await get(DeskItemEntity.build(GetItemCommand).key({ desk, id })) as DeskItem | undefined;

/** Where an item is listed, by what has been done with it. */
const placesOf = (item: DeskItem): Record<string, string> => {
  const { desk, holder, snoozedUntil, answerMissedAt, resolutionMissedAt } = item;
  const place = placeOf(item);
  return {
    gsi1pk: snoozedUntil ? snoozedAt(desk) : waitingAt(desk),
    gsi1sk: place,
    ...(holder && { gsi2pk: heldAt(desk), gsi2sk: `${holder}#${place}` }),
    ...((answerMissedAt ?? resolutionMissedAt) && { gsi3pk: lateAt(desk), gsi3sk: place }),
  };
};

/** What waits at the desks. Contexts put things there and take them off by saving them. */
export const deskItems = {
  get: operation('desk-item.get', grants('GetItem'), find),

  /** @throws Problem not-found */
  need: operation('desk-item.need', grants('GetItem'), async (desk: string, id: string): Promise<DeskItem> => {
    const item = await find(desk, id);
    if (!item) throw new Problem('not-found');
    return item;
  }),

  /** What a person has done with it; overtaken when the thing or somebody else has changed it since it was read. */
  save: operation('desk-item.save', grants('PutItem'), ({ before, after, facts }: Change<DeskItem>): Write[] => [
    write(
      DeskItemEntity.build(PutTransaction).item({ ...after, ...placesOf(after) }).options({
        condition: { attr: 'version', eq: before!.version },
      }),
      undefined,
      { thing: deskPartition(after.desk, after.id), before, after },
    ),
    ...record(deskPartition(after.desk, after.id), after.version, facts),
  ]),

  /** What people did with it, oldest first, also the times that it waited before. */
  history: operation(
    'desk-item.history',
    grants('Query'),
    async (desk: string, id: string): Promise<Envelope[]> => (await factsIn(deskPartition(desk, id))).map(envelopeOf),
  ),
};

const indexes = { waiting: 'gsi1', snoozed: 'gsi1', mine: 'gsi2', late: 'gsi3' } as const satisfies Record<
  string,
  IndexName
>;
const partitions = { waiting: waitingAt, snoozed: snoozedAt, mine: heldAt, late: lateAt };

/** The lists of a desk. */
export type View = keyof typeof indexes;

const reading = (index: IndexName, ...keys: string[]): Grant => ({ on: 'table', actions: ['Query'], keys, index });

/** The places of one desk in a list after a place, what has to be settled first coming first. */
export const placesAt = operation(
  'desk-items.places',
  [reading('gsi1', waitingAt('*'), snoozedAt('*')), reading('gsi2', heldAt('*')), reading('gsi3', lateAt('*'))],
  async (view: View, { deskName: desk }: Desk, of: AccountId, start: string, limit: number): Promise<Place[]> => {
    const index = indexes[view];
    const prefix = view === 'mine' ? `${of}#` : '';
    const { items } = await query(
      table.build(QueryCommand).query({
        partition: partitions[view](desk),
        index,
        // A key cannot be empty; a place begins with its year, and everything is before the end of the prefix.
        range: { between: [`${prefix}${start || '0'}`, `${prefix}~`] },
      }).options({ limit: limit + 1 }),
    );
    return items.map((stored) => ({
      desk,
      id: String(stored['id']),
      place: String(stored[`${index}sk`]).slice(prefix.length),
    })).filter(({ place }) => place !== start).slice(0, limit);
  },
);

/** A list's rows by their sort keys, as many as a figure counts. */
export interface Counted {
  readonly keys: readonly string[];
  /** There are more than were counted. */
  readonly more: boolean;
}

const counted = async (index: IndexName, partition: string, from = '0'): Promise<Counted> => {
  const keys: string[] = [];
  let exclusiveStartKey: Item | undefined;
  do {
    const { items, next } = await query(
      table.build(QueryCommand)
        .query({ partition, index, range: { gte: from } } as { partition: string })
        .options({ ...(exclusiveStartKey && { exclusiveStartKey }) }),
    );
    for (const stored of items) keys.push(String(stored[`${index}sk`]));
    exclusiveStartKey = next;
  } while (exclusiveStartKey && keys.length < countedRows);
  return { keys, more: exclusiveStartKey !== undefined };
};

/** What a desk's figures are made of: the keys of its lists, and of what was settled since a moment. */
export const countAt = operation(
  'desk-items.count',
  [
    reading('gsi1', waitingAt('*'), snoozedAt('*'), settledAt('*')),
    reading('gsi2', heldAt('*')),
    reading('gsi3', lateAt('*')),
  ],
  async ({ deskName: desk }: Desk, settledSince: Instant) => {
    const [waiting, snoozed, held, late, settled] = await Promise.all([
      counted('gsi1', waitingAt(desk)),
      counted('gsi1', snoozedAt(desk)),
      counted('gsi2', heldAt(desk)),
      counted('gsi3', lateAt(desk)),
      counted('gsi1', settledAt(desk), settledSince),
    ]);
    return { waiting, snoozed, held, late, settled };
  },
);

/** The ids of what was settled at a desk, the last first. */
export const settledList = operation(
  'desk-items.settled',
  [reading('gsi1', settledAt('*'))],
  ({ deskName }: Desk, page: PageRequest): Promise<Page<string>> =>
    listed('gsi1', settledAt(deskName), { ...page, newestFirst: true }, ({ id }) => String(id)),
);

/** One count a day of what waits at the desks of a role. */
export const deskCounts = aggregate<DeskCount>({ name: 'desk-count', prefix: 'DESK-COUNT' });
