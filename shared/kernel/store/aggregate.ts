import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { ConditionCheck } from 'dynamodb-toolbox/entity/actions/transactCheck';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any, item, number, string } from 'dynamodb-toolbox/schema';
import { allowanceGrants, allowanceWrites, type Allowance } from '../doors/allowance.ts';
import { operation, type Grant, type IndexName, type Operation } from '../doors/access.ts';
import type { Change, Versioned } from './change.ts';
import { epochSeconds, type Instant } from '../values/clock.ts';
import { write, type Write } from './commit.ts';
import type { Placing } from '../policy/desk.ts';
import { deskGrants, deskWrites } from '../policy/desk-item.ts';
import type { Envelope } from '../events.ts';
import { envelopeOf, factsIn, record } from './facts.ts';
import { listed, type Page, type PageRequest } from './page.ts';
import { Problem } from '../problems.ts';
import { get, table } from './table.ts';

/** Where a state appears in an index: partition and sort key, or nowhere. */
export type IndexEntry = readonly [partition: string, sort: string] | undefined;

interface Spec<T, S> {
  /** `order`: names the operations (`order.save`). */
  name: string;
  /** `ORDER`: what its partition key starts with. */
  prefix: string;
  /** Where lists find it. Sparse: an undefined entry takes it out of that index. */
  indexes?: Partial<Record<IndexName, (state: T) => IndexEntry>>;
  /** What lists show of it, its id unless said otherwise; the only thing the indexes carry beside the keys. */
  summary?: (state: T) => S;
  /** The desks at which its things wait for a person; each save brings them up to date. */
  desks?: readonly Placing<T>[];
  /** Until when it is kept, with its facts; for good unless said otherwise. DynamoDB deletes it within some days after. */
  keptUntil?: (state: T) => Instant;
  /** How many of its things one owner may have open; each save keeps count. */
  allowance?: Allowance<T>;
}

/** An aggregate's store: one item for the state, one for each fact, in the same partition. */
export interface Aggregate<T extends Versioned, S> {
  readonly get: Operation<[id: string], Promise<T | undefined>>;
  /** @throws Problem not-found */
  readonly need: Operation<[id: string], Promise<T>>;
  /**
   * The state and its facts, and what it means at its desks; refused with `conflict` when somebody else has changed it
   * since it was read, with `taken-by-another` when a colleague has taken what is acted upon, and by its allowance.
   */
  readonly save: Operation<[change: Change<T>], Write[]>;
  /** That nobody has changed it since it was read, for a decision that rests on it and changes something else. */
  readonly unchanged: Operation<[state: T], Write>;
  /** Everything that happened to it, oldest first. */
  readonly history: Operation<[id: string], Promise<Envelope[]>>;
  /** Declares a list in one index: `orders.list('orders.of-buyer', 'gsi1', 'BUYER#*')`. */
  list(
    name: string,
    index: IndexName,
    partitions: string,
  ): Operation<[partition: string, page: PageRequest], Promise<Page<S>>>;
  readonly partition: (id: string) => string;
}

/** Declares the store of one kind of aggregate. */
export const aggregate = <T extends Versioned, S extends object = { id: string }>(
  spec: Spec<T, S>,
): Aggregate<T, S> => {
  const desks = spec.desks ?? [];
  const partition = (id: string): string => `${spec.prefix}#${id}`;
  const StateItem = new Entity({
    name: spec.name,
    table,
    timestamps: false,
    schema: item({
      id: string().key(),
      version: number(),
      state: any().castAs<T>(),
      summary: any().castAs<S>().optional(),
      gsi1pk: string().optional(),
      gsi1sk: string().optional(),
      gsi2pk: string().optional(),
      gsi2sk: string().optional(),
      gsi3pk: string().optional(),
      gsi3sk: string().optional(),
      expiresAt: number().optional(),
    }),
    computeKey: ({ id }) => ({ pk: partition(id), sk: 'STATE' }),
  });
  const grants = (...actions: (Grant & { on: 'table' })['actions'][number][]): Grant[] => [
    { on: 'table', actions, keys: [`${spec.prefix}#*`] },
  ];

  const find = async (id: string): Promise<T | undefined> =>
    (await get(StateItem.build(GetItemCommand).key({ id })))?.state as T | undefined;

  return {
    partition,
    get: operation(`${spec.name}.get`, grants('GetItem'), find),
    need: operation(`${spec.name}.need`, grants('GetItem'), async (id: string) => {
      const state = await find(id);
      if (!state) throw new Problem('not-found');
      return state;
    }),
    save: operation(`${spec.name}.save`, [
      ...grants('PutItem'),
      ...deskGrants(desks),
      ...allowanceGrants(spec.allowance),
    ], (change: Change<T>) => {
      const { before, after, facts } = change;
      const places = Object.entries(spec.indexes ?? {}).flatMap(([index, place]) => {
        const entry = place(after);
        return entry ? [[`${index}pk`, entry[0]], [`${index}sk`, entry[1]]] : [];
      });
      const expiresAt = spec.keptUntil && epochSeconds(spec.keptUntil(after));
      const action = StateItem.build(PutTransaction)
        .item({
          id: after.id,
          version: after.version,
          state: after,
          summary: spec.summary?.(after),
          ...Object.fromEntries(places),
          expiresAt,
        })
        .options({ condition: before ? { attr: 'version', eq: before.version } : { attr: 'id', exists: false } });
      const thing = partition(after.id);
      return [
        write(action, undefined, { thing, before, after }),
        ...record(thing, after.version, facts, expiresAt),
        ...deskWrites(desks, change),
        ...allowanceWrites(spec.allowance, change),
      ];
    }),
    unchanged: operation(
      `${spec.name}.unchanged`,
      grants('ConditionCheck'),
      ({ id, version }: T) =>
        write(StateItem.build(ConditionCheck).key({ id }).condition({ attr: 'version', eq: version })),
    ),
    history: operation(
      `${spec.name}.history`,
      grants('Query'),
      async (id: string) => (await factsIn(partition(id))).map(envelopeOf),
    ),
    list: (name, index, partitions) =>
      operation(
        name,
        [{ on: 'table', actions: ['Query'], keys: [partitions], index }],
        (pk: string, page: PageRequest) =>
          listed<S>(
            index,
            pk,
            page,
            ({ pk: owner, summary = { id: String(owner).slice(partition('').length) } }) => summary as S,
          ),
      ),
  };
};
