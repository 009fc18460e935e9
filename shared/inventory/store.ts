import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { UpdateTransaction } from 'dynamodb-toolbox/entity/actions/transactUpdate';
import { $add, $remove } from 'dynamodb-toolbox/entity/actions/update';
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete';
import { any, boolean, item, number, string } from 'dynamodb-toolbox/schema';
import type { SkuId } from '../catalogue/public.ts';
import { operation, type Grant, type TableAction } from '../kernel/doors/access.ts';
import type { Change } from '../kernel/store/change.ts';
import type { Instant } from '../kernel/values/clock.ts';
import { write, type Write } from '../kernel/store/commit.ts';
import { record } from '../kernel/store/facts.ts';
import type { MerchantId } from '../kernel/values/ids.ts';
import { listed, type Page, type PageRequest } from '../kernel/store/page.ts';
import { Overtaken, Problem } from '../kernel/problems.ts';
import { get, table, type Item } from '../kernel/store/table.ts';
import { divided, draw, type Draw } from './buckets.ts';
import { availabilityCounted } from './events.ts';
import type { Placement } from './placement.ts';
import {
  merged,
  moved,
  movementKinds,
  outOfStock,
  unopened,
  type Movement,
  type Stock,
  type StockLine,
} from './stock.ts';

const partition = (skuId: string): string => `STOCK#${skuId}`;
/** Apart from the counters, so that the orders of one SKU share their writes among two partitions. */
const bookOf = (skuId: string): string => `STOCK-BOOK#${skuId}`;
const ofMerchant = (merchantId: MerchantId): string => `STOCK-OF#${merchantId}`;

/**
 * What can be bought, and the units that orders have taken and not given back. The counters change with every order; the
 * index carries none of them, so that an order does not write to it.
 */
const StockItem = new Entity({
  name: 'stock',
  table,
  timestamps: false,
  schema: item({
    skuId: string().key(),
    merchantId: string(),
    version: number(),
    available: number(),
    taken: number(),
    /** Set aside for campaigns. */
    earmarked: number().optional(),
    /** Its placement has been begun: good units move there as well. */
    placed: boolean().optional(),
    /** Into how many buckets what can be bought is divided; this item is the first. */
    buckets: number().optional(),
    id: string(),
    gsi1pk: string(),
    gsi1sk: string(),
  }),
  computeKey: ({ skuId }) => ({ pk: partition(skuId), sk: 'STOCK' }),
});

/** The further buckets of a SKU that is divided: what can be bought of it, and what orders have taken from here. */
const BucketItem = new Entity({
  name: 'stock-bucket',
  table,
  timestamps: false,
  schema: item({ skuId: string().key(), bucket: number().key(), available: number(), taken: number() }),
  computeKey: ({ skuId, bucket }) => ({ pk: `${partition(skuId)}#${bucket}`, sk: 'STOCK' }),
});

/** The units of these that have been shipped. Apart, so that what is bought does not wait for what is sent off. */
const ShippedItem = new Entity({
  name: 'shipped',
  table,
  timestamps: false,
  schema: item({ skuId: string().key(), shipped: number(), placed: boolean().optional() }),
  computeKey: ({ skuId }) => ({ pk: `STOCK-SHIPPED#${skuId}`, sk: 'SHIPPED' }),
});

const MovementItem = new Entity({
  name: 'movement',
  table,
  timestamps: false,
  schema: item({
    skuId: string().key(),
    at: string().key(),
    kind: string().key(),
    reason: string().key(),
    quantity: number(),
    warehouses: any().castAs<NonNullable<Movement['warehouses']>>().optional(),
  }),
  computeKey: ({ skuId, at, kind, reason }) => ({ pk: bookOf(skuId), sk: `${at}#${kind}#${reason}` }),
});

const grants = (...actions: TableAction[]): Grant[] => [{ on: 'table', actions, keys: ['STOCK#*'] }];
const reading: Grant[] = [{ on: 'table', actions: ['GetItem'], keys: ['STOCK#*', 'STOCK-SHIPPED#*'] }];
const entering: Grant = { on: 'table', actions: ['PutItem'], keys: ['STOCK-BOOK#*'] };

/** What one bucket has, and what orders have taken from it less what was given back there. */
interface Bucket {
  readonly available: number;
  readonly taken: number;
}

const bucketsOf = async (
  skuId: SkuId,
  first: Bucket & { readonly buckets?: number | undefined },
): Promise<Bucket[]> => [
  first,
  ...await Promise.all(
    Array.from(
      { length: (first.buckets ?? 1) - 1 },
      async (_, i) => (await get(BucketItem.build(GetItemCommand).key({ skuId, bucket: i + 1 })))!,
    ),
  ),
];

const sumOf = (buckets: readonly Bucket[], counter: keyof Bucket): number =>
  buckets.reduce((sum, bucket) => sum + bucket[counter], 0);

const find = async (skuId: SkuId): Promise<Stock | undefined> => {
  const [counters, sentOff] = await Promise.all([
    get(StockItem.build(GetItemCommand).key({ skuId })),
    get(ShippedItem.build(GetItemCommand).key({ skuId })),
  ]);
  if (!counters) return undefined;
  const all = await bucketsOf(skuId, counters);
  const [available, taken, sold] = [sumOf(all, 'available'), sumOf(all, 'taken'), sentOff?.shipped ?? 0];
  return {
    skuId,
    merchantId: counters.merchantId as MerchantId,
    version: counters.version,
    available,
    held: taken - sold,
    sold,
    earmarked: counters.earmarked ?? 0,
    ...(all.length > 1 && { shelf: all.map((bucket) => bucket.available) }),
  };
};

/** What can be bought in each bucket of a SKU; one number where it is not divided, none where it has no stock. */
const shelfOf = async (skuId: SkuId): Promise<readonly number[]> => {
  const first = await get(StockItem.build(GetItemCommand).key({ skuId }));
  return first ? (await bucketsOf(skuId, first)).map(({ available }) => available) : [];
};

/** Moves units of further buckets. Overtaken when somebody has taken what was seen there. */
const ofBucket = (skuId: SkuId, { bucket, quantity }: Draw, taken: boolean): Write =>
  write(
    BucketItem.build(UpdateTransaction)
      .item({ skuId, bucket, available: $add(-quantity), ...(taken && { taken: $add(quantity) }) })
      .options({ condition: { attr: 'available', gte: quantity } }),
  );

/** How units that are taken away are drawn from what was seen: all from the only bucket, unless the SKU is divided. */
const drawn = ({ skuId, shelf }: Stock, quantity: number): readonly Draw[] =>
  shelf && quantity > 0 ? draw(skuId, shelf, quantity, 0) : [{ bucket: 0, quantity }];

const fromFirst = (draws: readonly Draw[]): number => draws.find(({ bucket }) => bucket === 0)?.quantity ?? 0;

const movement = (skuId: SkuId, { kind, quantity, reason, at, warehouses }: Movement): Write =>
  write(
    MovementItem.build(PutTransaction).item({ skuId, kind, quantity, reason, at, warehouses }).options({
      condition: { attr: 'skuId', exists: false },
    }),
  );

const availableIn = (stored: Item | undefined): number => Number(stored?.['available'] ?? 0);

interface Cause {
  /** The order that moves the units. */
  readonly reference: string;
  readonly at: Instant;
}

/**
 * Takes units for an order: from the only bucket of each SKU or, where it is divided, from those that the order's id and
 * what was seen on the shelf say.
 */
const taking = (
  lines: readonly StockLine[],
  { reference, at }: Cause,
  shelves: ReadonlyMap<SkuId, readonly number[]>,
): Write[] =>
  merged(lines).flatMap(({ skuId, quantity }) => {
    const shelf = shelves.get(skuId) ?? [];
    const divided = shelf.length > 1;
    const draws = divided ? draw(skuId, shelf, quantity, spinOf(reference)) : [{ bucket: 0, quantity }];
    return [
      ...draws.map((one) =>
        one.bucket > 0 ? ofBucket(skuId, one, true) : write(
          StockItem.build(UpdateTransaction).item({
            skuId,
            version: $add(1),
            available: $add(-one.quantity),
            taken: $add(one.quantity),
          }).options({ condition: { attr: 'available', gte: one.quantity } }),
          // Of several buckets the others may have what this one has not any more.
          (old) => (divided || old?.['buckets'] ? new Overtaken() : outOfStock(skuId, availableIn(old))),
        )
      ),
      movement(skuId, { kind: 'take', quantity, reason: reference, at }),
    ];
  });

/** A number that follows from an order and is another for the next one. */
const spinOf = (reference: string): number =>
  [...reference].reduce((spin, letter) => (spin * 31 + letter.charCodeAt(0)) % 1_000_003, 7);

/**
 * Gives units back, to the first bucket where a SKU is divided: there it counts what orders have taken less what came
 * back, so that it alone may be below zero.
 */
const releasing = (lines: readonly StockLine[], { reference, at }: Cause): Write[] =>
  merged(lines).flatMap(({ skuId, quantity }) => [
    write(
      StockItem.build(UpdateTransaction).item({
        skuId,
        version: $add(1),
        available: $add(quantity),
        taken: $add(-quantity),
      }).options({ condition: { or: [{ attr: 'taken', gte: quantity }, { attr: 'buckets', exists: true }] } }),
      () => new Error(`release of more than is held of ${skuId}`),
    ),
    movement(skuId, { kind: 'release', quantity, reason: reference, at }),
  ]);

const unplaced = { attr: 'placed', exists: false } as const;

/**
 * No counter has to be looked at: an order ships what it has taken, and its own version sees to it that it does so once.
 * Overtaken when somebody has begun the placement of the SKU meanwhile.
 */
const shipping = (skuId: SkuId, change: Movement): Write[] => [
  write(
    ShippedItem.build(UpdateTransaction).item({ skuId, shipped: $add(change.quantity) })
      .options({ condition: unplaced }),
  ),
  movement(skuId, change),
];

export const stock = {
  /** The counters of a SKU; none before its merchant has set them. */
  get: operation('stock.get', reading, find),

  /** How many units of a SKU can be bought; nothing before its merchant has set them. */
  available: operation(
    'stock.available',
    grants('GetItem'),
    async (skuId: SkuId): Promise<number | undefined> => {
      const shelf = await shelfOf(skuId);
      return shelf.length > 0 ? shelf.reduce((sum, one) => sum + one, 0) : undefined;
    },
  ),

  /** What can be bought of some SKUs, by their buckets; costs no trip of its own unless one of them is divided. */
  shelves: operation(
    'stock.shelves',
    grants('GetItem'),
    async (lines: readonly StockLine[]): Promise<ReadonlyMap<SkuId, readonly number[]>> =>
      new Map(
        await Promise.all(merged(lines).map(async ({ skuId }) => [skuId, await shelfOf(skuId)] as const)),
      ),
  ),

  /** Tells when a count of its shop makes a SKU available, or the other way round. */
  tell: operation('stock.tell', grants('PutItem'), (before: Stock, after: Stock, at: Instant): Write[] => {
    const available = after.available > 0;
    if (available === before.available > 0) return [];
    const { skuId, merchantId, version } = after;
    return record(partition(skuId), version, [availabilityCounted({ skuId, merchantId, available, at })]);
  }),

  /** The counters of a shop's own SKU. @throws Problem not-found */
  need: operation('stock.need', reading, async (skuId: SkuId, merchantId: MerchantId): Promise<Stock> => {
    const found = await find(skuId);
    if (found?.merchantId !== merchantId) throw new Problem('not-found');
    return found;
  }),

  /** Holds units for an order. Refused with out-of-stock, naming the first SKU that is short. */
  take: operation('stock.take', [...grants('UpdateItem'), entering], taking),
  /** Gives the units of a cancelled order back. */
  release: operation('stock.release', [...grants('UpdateItem'), entering], releasing),
  /** Lets the units of a shipped order go that nobody has placed. */
  ship: operation('stock.ship', [
    { on: 'table', actions: ['UpdateItem'], keys: ['STOCK-SHIPPED#*'] },
    entering,
  ], shipping),

  /** Lets the units of a shipped order go from the warehouses where they lie. */
  shipPlaced: operation('stock.ship-placed', [
    { on: 'table', actions: ['UpdateItem'], keys: ['STOCK-SHIPPED#*'] },
    entering,
  ], (skuId: SkuId, change: Movement): Write[] => [
    write(ShippedItem.build(UpdateTransaction).item({ skuId, shipped: $add(change.quantity) })),
    movement(skuId, change),
  ]),

  /** Starts the book of a SKU. Refused with `conflict` when somebody else has just done so. */
  open: operation(
    'stock.open',
    [...grants('PutItem'), entering],
    (skuId: SkuId, merchantId: MerchantId, opening: Movement): Write[] => {
      const { version, available } = moved(unopened(skuId, merchantId), opening);
      return [
        write(
          StockItem.build(PutTransaction)
            .item({
              skuId,
              merchantId,
              version,
              available,
              taken: 0,
              id: skuId,
              gsi1pk: ofMerchant(merchantId),
              gsi1sk: skuId,
            })
            .options({ condition: { attr: 'skuId', exists: false } }),
        ),
        movement(skuId, opening),
      ];
    },
  ),

  /**
   * What can be bought, together with a change of the placement in the same transaction. Beginning one is refused as
   * overtaken when any unit has moved since the stock was read, so that the warehouses come to what the counters say;
   * any other is when `exactly` what was read has to be there.
   */
  place: operation(
    'stock.place',
    [
      ...grants('UpdateItem'),
      { on: 'table', actions: ['UpdateItem'], keys: ['STOCK-SHIPPED#*'] },
      entering,
    ],
    (counters: Stock, { before }: Change<Placement>, change: Movement, exactly = !before): Write[] => {
      const { skuId, version, sold } = counters;
      const { available, sold: leaves } = movementKinds[change.kind];
      const by = available * change.quantity;
      const draws = drawn(counters, -by);
      const first = fromFirst(draws);
      const seen = exactly ? [{ attr: 'version', eq: version } as const] : [];
      return [
        ...(by === 0 && before ? [] : [write(
          StockItem.build(UpdateTransaction)
            .item({ skuId, version: $add(1), available: $add(-first), placed: true })
            .options({ condition: { and: [{ attr: 'available', gte: first }, ...seen] } }),
          (old) => (counters.shelf || (exactly && old?.['version'] !== version)
            ? new Overtaken()
            : outOfStock(skuId, availableIn(old))),
        )]),
        ...(before ? [] : [write(
          ShippedItem.build(UpdateTransaction).item({
            skuId,
            shipped: $add(leaves * change.quantity),
            placed: true,
          }).options({
            condition: sold === 0
              ? { or: [{ attr: 'shipped', exists: false }, { attr: 'shipped', eq: 0 }] }
              : { attr: 'shipped', eq: sold },
          }),
        )]),
        ...draws.filter(({ bucket }) => bucket > 0).map((one) => ofBucket(skuId, one, false)),
        movement(skuId, change),
      ];
    },
  ),

  /**
   * Adds units, or takes some away. Orders may move the stock meanwhile, unless `version` says which one was seen.
   * Refused with out-of-stock when fewer are available than are taken away; overtaken when the version is another, or
   * when the placement of the SKU has been begun.
   */
  adjust: operation(
    'stock.adjust',
    [...grants('UpdateItem'), entering],
    (counters: Stock, change: Movement, version?: number): Write[] => {
      const { skuId, shelf } = counters;
      const draws = drawn(counters, -change.quantity);
      const first = fromFirst(draws);
      return [
        write(
          StockItem.build(UpdateTransaction)
            .item({ skuId, version: $add(1), available: $add(-first) })
            .options({
              condition: {
                and: [
                  unplaced,
                  { attr: 'available', gte: first },
                  ...(version === undefined ? [] : [{ attr: 'version', eq: version } as const]),
                ],
              },
            }),
          (old) => (shelf || old?.['placed'] || (version !== undefined && old?.['version'] !== version)
            ? new Overtaken()
            : outOfStock(skuId, availableIn(old))),
        ),
        ...draws.filter(({ bucket }) => bucket > 0).map((one) => ofBucket(skuId, one, false)),
        movement(skuId, change),
      ];
    },
  ),

  /**
   * Sets units aside, or gives them back: whatever orders do meanwhile, each unit is in one of the two.
   * Refused with out-of-stock when fewer are available than are set aside.
   */
  earmark: operation(
    'stock.earmark',
    [...grants('UpdateItem'), entering],
    (counters: Stock, change: Movement): Write[] => {
      const { skuId, shelf } = counters;
      const aside = movementKinds[change.kind].earmarked * change.quantity;
      const draws = drawn(counters, aside);
      const first = fromFirst(draws);
      return [
        write(
          StockItem.build(UpdateTransaction)
            .item({ skuId, version: $add(1), available: $add(-first), earmarked: $add(aside) })
            .options({
              condition: aside > 0 ? { attr: 'available', gte: first } : { attr: 'earmarked', gte: -aside },
            }),
          (old) => (aside < 0
            ? new Error(`more of ${skuId} is given back than is set aside`)
            : shelf || old?.['buckets']
            ? new Overtaken()
            : outOfStock(skuId, availableIn(old))),
        ),
        ...draws.filter(({ bucket }) => bucket > 0).map((one) => ofBucket(skuId, one, false)),
        movement(skuId, change),
      ];
    },
  ),

  /**
   * Divides what can be bought of a SKU evenly into buckets, or puts it together again. Overtaken by any order of it.
   */
  divide: operation(
    'stock.divide',
    grants('GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'),
    async (skuId: SkuId, buckets: number): Promise<Write[]> => {
      const first = await get(StockItem.build(GetItemCommand).key({ skuId }));
      if (!first) throw new Problem('not-found');
      const before = await bucketsOf(skuId, first);
      const shelf = divided(sumOf(before, 'available'), buckets);
      const seen = ({ available, taken }: Bucket) => ({
        and: [{ attr: 'available', eq: available } as const, { attr: 'taken', eq: taken } as const],
      });
      return [
        write(
          StockItem.build(UpdateTransaction).item({
            skuId,
            version: $add(1),
            available: shelf[0]!,
            taken: sumOf(before, 'taken'),
            buckets: buckets > 1 ? buckets : $remove(),
          }).options({ condition: { attr: 'version', eq: first.version } }),
        ),
        ...shelf.slice(1).map((available, i) =>
          write(
            BucketItem.build(PutTransaction).item({ skuId, bucket: i + 1, available, taken: 0 }).options({
              condition: before[i + 1] ? seen(before[i + 1]!) : { attr: 'skuId', exists: false },
            }),
          )
        ),
        ...before.slice(Math.max(1, buckets)).map((bucket, i) =>
          write(
            BucketItem.build(DeleteTransaction).key({ skuId, bucket: Math.max(1, buckets) + i }).options({
              condition: seen(bucket),
            }),
          )
        ),
      ];
    },
  ),

  /** Enters into a SKU's book what moves none of its counters. */
  note: operation('stock.note', [entering], (skuId: SkuId, change: Movement): Write[] => [movement(skuId, change)]),

  /** The SKUs of a shop that have a book. */
  ofMerchant: operation(
    'stock.of-merchant',
    [{ on: 'table', actions: ['Query'], keys: ['STOCK-OF#*'], index: 'gsi1' }],
    (merchantId: MerchantId, page: PageRequest): Promise<Page<SkuId>> =>
      listed('gsi1', ofMerchant(merchantId), page, ({ id }) => id as SkuId),
  ),

  /** A SKU's stock book. */
  movements: operation(
    'stock.movements',
    [{ on: 'table', actions: ['Query'], keys: ['STOCK-BOOK#*'] }],
    (skuId: SkuId, page: PageRequest): Promise<Page<Movement>> =>
      listed('table', bookOf(skuId), page, (stored) => stored as unknown as Movement),
  ),
};
