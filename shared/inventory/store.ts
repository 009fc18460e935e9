import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { UpdateTransaction } from 'dynamodb-toolbox/entity/actions/transactUpdate';
import { $add } from 'dynamodb-toolbox/entity/actions/update';
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
    /** Its placement has been begun: good units move there as well. */
    placed: boolean().optional(),
    id: string(),
    gsi1pk: string(),
    gsi1sk: string(),
  }),
  computeKey: ({ skuId }) => ({ pk: partition(skuId), sk: 'STOCK' }),
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

const find = async (skuId: SkuId): Promise<Stock | undefined> => {
  const [counters, sentOff] = await Promise.all([
    get(StockItem.build(GetItemCommand).key({ skuId })),
    get(ShippedItem.build(GetItemCommand).key({ skuId })),
  ]);
  if (!counters) return undefined;
  const { merchantId, version, available, taken } = counters;
  const sold = sentOff?.shipped ?? 0;
  return { skuId, merchantId: merchantId as MerchantId, version, available, held: taken - sold, sold };
};

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

/** Between what can be bought and what orders have taken. */
const taking = (kind: 'take' | 'release') => (lines: readonly StockLine[], { reference, at }: Cause): Write[] => {
  const { available, held } = movementKinds[kind];
  return merged(lines).flatMap(({ skuId, quantity }) => [
    write(
      StockItem.build(UpdateTransaction).item({
        skuId,
        version: $add(1),
        available: $add(available * quantity),
        taken: $add(held * quantity),
      }).options({
        condition: kind === 'take' ? { attr: 'available', gte: quantity } : { attr: 'taken', gte: quantity },
      }),
      (old) =>
        kind === 'take'
          ? outOfStock(skuId, availableIn(old))
          : new Error(`${kind} of more than is held of ${skuId}`),
    ),
    movement(skuId, { kind, quantity, reason: reference, at }),
  ]);
};

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
    async (skuId: SkuId): Promise<number | undefined> =>
      (await get(StockItem.build(GetItemCommand).key({ skuId })))?.available,
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
  take: operation('stock.take', [...grants('UpdateItem'), entering], taking('take')),
  /** Gives the units of a cancelled order back. */
  release: operation('stock.release', [...grants('UpdateItem'), entering], taking('release')),
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
    ({ skuId, version, sold }: Stock, { before }: Change<Placement>, change: Movement, exactly = !before): Write[] => {
      const by = movementKinds[change.kind].available * change.quantity;
      const seen = exactly ? [{ attr: 'version', eq: version } as const] : [];
      return [
        ...(by === 0 && before ? [] : [write(
          StockItem.build(UpdateTransaction)
            .item({ skuId, version: $add(1), available: $add(by), placed: true })
            .options({ condition: { and: [{ attr: 'available', gte: -by }, ...seen] } }),
          (old) => (exactly && old?.['version'] !== version ? new Overtaken() : outOfStock(skuId, availableIn(old))),
        )]),
        ...(before ? [] : [write(
          ShippedItem.build(UpdateTransaction).item({ skuId, shipped: $add(0), placed: true }).options({
            condition: sold === 0
              ? { or: [{ attr: 'shipped', exists: false }, { attr: 'shipped', eq: 0 }] }
              : { attr: 'shipped', eq: sold },
          }),
        )]),
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
    (skuId: SkuId, change: Movement, version?: number): Write[] => [
      write(
        StockItem.build(UpdateTransaction)
          .item({ skuId, version: $add(1), available: $add(change.quantity) })
          .options({
            condition: {
              and: [
                unplaced,
                { attr: 'available', gte: -change.quantity },
                ...(version === undefined ? [] : [{ attr: 'version', eq: version } as const]),
              ],
            },
          }),
        (old) => (old?.['placed'] || (version !== undefined && old?.['version'] !== version)
          ? new Overtaken()
          : outOfStock(skuId, availableIn(old))),
      ),
      movement(skuId, change),
    ],
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
