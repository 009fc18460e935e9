import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any, item, number, string } from 'dynamodb-toolbox/schema';
import * as z from 'zod';
import { operation, type Grant } from '../kernel/doors/access.ts';
import { write, type Write } from '../kernel/store/commit.ts';
import type { MerchantId } from '../kernel/values/ids.ts';
import { listed, type Page, type PageRequest } from '../kernel/store/page.ts';
import { get, table } from '../kernel/store/table.ts';
import type { CategoryId } from './category.ts';
import type { ListingId } from './listing.ts';
import type { ListedProduct, ProductCard, ProductPage } from './product-page.ts';

const PageItem = new Entity({
  name: 'product-page',
  table,
  timestamps: false,
  schema: item({ listingId: string().key(), seen: number(), page: any().castAs<ProductPage>() }),
  computeKey: ({ listingId }) => ({ pk: `PAGE#${listingId}`, sk: 'PAGE' }),
});

/**
 * The card of what is on sale, beside its page. All of them are listed by the time of their first sale; the list carries
 * who, what and its title alone, so that a change of price, of which there are many, does not write to its one partition.
 */
const CardItem = new Entity({
  name: 'product-card',
  table,
  timestamps: false,
  schema: item({
    listingId: string().key(),
    card: any().castAs<ProductCard>(),
    summary: any().castAs<ListedProduct>(),
    gsi1pk: string(),
    gsi1sk: string(),
  }),
  computeKey: ({ listingId }) => ({ pk: `PAGE#${listingId}`, sk: 'CARD' }),
});

/** A card once more on each shelf that it stands on: by the time of its first sale, and by its price. */
const ShelfItem = new Entity({
  name: 'shelf-card',
  table,
  timestamps: false,
  schema: item({
    shelf: string().key(),
    since: string().key(),
    listingId: string().key(),
    summary: any().castAs<ProductCard>(),
    gsi1pk: string(),
    gsi1sk: string(),
  }),
  computeKey: ({ shelf, since, listingId }) => ({ pk: `SHELF#${shelf}`, sk: `${since}#${listingId}` }),
});

/** What is on sale stands in its category, in those above it, and in its shop. */
export type Shelf = CategoryId | MerchantId;
const shelvesOf = (page: ProductPage | undefined): Shelf[] => page?.visible ? [...page.path, page.merchantId] : [];

const allCards = 'PRODUCTS';
const byPrice = (shelf: Shelf): string => `SHELF-PRICES#${shelf}`;

const grants = (
  keys: string,
  ...actions: (Grant & { on: 'table' })['actions'][number][]
): Grant[] => [{ on: 'table', actions, keys: [keys] }];

/** In which order a shelf is shown. Prices of different currencies stand apart: one is not more than another. */
export type ShelfOrder = z.infer<typeof ShelfOrder>;
export const ShelfOrder = z.enum(['newest', 'price-up', 'price-down']);

export const pages = {
  /** A product page, and whether it can be seen. */
  get: operation(
    'page.get',
    grants('PAGE#*', 'GetItem'),
    async (listingId: ListingId): Promise<ProductPage | undefined> =>
      (await get(PageItem.build(GetItemCommand).key({ listingId })))?.page as ProductPage | undefined,
  ),

  /** The card of a product that is on sale. */
  card: operation(
    'page.card',
    grants('PAGE#*', 'GetItem'),
    async (listingId: ListingId): Promise<ProductCard | undefined> =>
      (await get(CardItem.build(GetItemCommand).key({ listingId })))?.card as ProductCard | undefined,
  ),

  /**
   * Writes a page and its cards, and takes away those of the page before. Refused with `conflict` when somebody else has
   * written a page meanwhile.
   */
  put: operation(
    'page.put',
    [...grants('PAGE#*', 'PutItem', 'DeleteItem'), ...grants('SHELF#*', 'PutItem', 'DeleteItem')],
    (before: ProductPage | undefined, after: ProductPage): Write[] => {
      const { listingId, merchantId, since, version: seen, card } = after;
      const { currency, amount } = card.priceFrom;
      const now = shelvesOf(after);
      return [
        write(
          PageItem.build(PutTransaction).item({ listingId, seen, page: after })
            .options({ condition: before ? { attr: 'seen', eq: before.version } : { attr: 'seen', exists: false } }),
        ),
        write(
          after.visible
            ? CardItem.build(PutTransaction).item({
              listingId,
              card,
              summary: { listingId, merchantId, title: card.title },
              gsi1pk: allCards,
              gsi1sk: `${since}#${listingId}`,
            })
            : CardItem.build(DeleteTransaction).key({ listingId }),
        ),
        ...now.map((shelf) =>
          write(
            ShelfItem.build(PutTransaction).item({
              shelf,
              since,
              listingId,
              summary: card,
              gsi1pk: byPrice(shelf),
              gsi1sk: `${currency}#${String(amount).padStart(12, '0')}#${listingId}`,
            }),
          )
        ),
        ...shelvesOf(before).filter((one) => !now.includes(one)).map((shelf) =>
          write(ShelfItem.build(DeleteTransaction).key({ shelf, since, listingId }))
        ),
      ];
    },
  ),

  /** What is on sale on the whole market, newest first. */
  newest: operation(
    'page.newest',
    [{ on: 'table', actions: ['Query'], keys: [allCards], index: 'gsi1' }],
    (page: PageRequest): Promise<Page<ListedProduct>> =>
      listed('gsi1', allCards, { ...page, newestFirst: true }, ({ summary }) => summary as ListedProduct),
  ),

  /** What is on sale in a category and in those below it, or in a shop. */
  onShelf: operation(
    'page.on-shelf',
    [
      ...grants('SHELF#*', 'Query'),
      { on: 'table', actions: ['Query'], keys: ['SHELF-PRICES#*'], index: 'gsi1' },
    ],
    (shelf: Shelf, order: ShelfOrder, page: PageRequest): Promise<Page<ProductCard>> => {
      const [index, partition] = order === 'newest'
        ? ['table', `SHELF#${shelf}`] as const
        : ['gsi1', byPrice(shelf)] as const;
      return listed(
        index,
        partition,
        { ...page, newestFirst: order !== 'price-up' },
        ({ summary }) => summary as ProductCard,
      );
    },
  ),
};
