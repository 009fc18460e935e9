import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any, item, number, string } from 'dynamodb-toolbox/schema';
import { operation, type Grant } from '../kernel/doors/access.ts';
import { write, type Write } from '../kernel/store/commit.ts';
import { listed, type Page, type PageRequest } from '../kernel/store/page.ts';
import { get, table } from '../kernel/store/table.ts';
import type { CategoryId } from './category.ts';
import type { ListingId } from './listing.ts';
import type { ProductCard, ProductPage } from './product-page.ts';

const PageItem = new Entity({
  name: 'product-page',
  table,
  timestamps: false,
  schema: item({ listingId: string().key(), seen: number(), page: any().castAs<ProductPage>() }),
  computeKey: ({ listingId }) => ({ pk: `PAGE#${listingId}`, sk: 'PAGE' }),
});

/** A listing's entry on the page of one category: there is one for its own and one for each category above. */
const CardItem = new Entity({
  name: 'product-card',
  table,
  timestamps: false,
  schema: item({
    categoryId: string().key(),
    since: string().key(),
    listingId: string().key(),
    card: any().castAs<ProductCard>(),
  }),
  computeKey: ({ categoryId, since, listingId }) => ({ pk: `BROWSE#${categoryId}`, sk: `${since}#${listingId}` }),
});

const grants = (
  keys: string,
  ...actions: (Grant & { on: 'table' })['actions'][number][]
): Grant[] => [{ on: 'table', actions, keys: [keys] }];

export const pages = {
  /** A product page, and whether it can be seen. */
  get: operation(
    'page.get',
    grants('PAGE#*', 'GetItem'),
    async (listingId: ListingId): Promise<ProductPage | undefined> =>
      (await get(PageItem.build(GetItemCommand).key({ listingId })))?.page as ProductPage | undefined,
  ),

  /**
   * Writes a page and its entries on category pages, and takes away those of the page before. Refused with `conflict`
   * when somebody else has written a page meanwhile.
   */
  put: operation(
    'page.put',
    [...grants('PAGE#*', 'PutItem'), ...grants('BROWSE#*', 'PutItem', 'DeleteItem')],
    (before: ProductPage | undefined, after: ProductPage): Write[] => {
      const { listingId, since, version: seen, card } = after;
      const old = before?.visible ? before.path : [];
      const now = after.visible ? after.path : [];
      return [
        write(
          PageItem.build(PutTransaction).item({ listingId, seen, page: after })
            .options({ condition: before ? { attr: 'seen', eq: before.version } : { attr: 'seen', exists: false } }),
        ),
        ...now.map((categoryId) => write(CardItem.build(PutTransaction).item({ categoryId, since, listingId, card }))),
        ...old.filter((one) => !now.includes(one)).map((categoryId) =>
          write(CardItem.build(DeleteTransaction).key({ categoryId, since, listingId }))
        ),
      ];
    },
  ),

  /** What is on sale in a category and in those below it, newest first. */
  inCategory: operation(
    'page.in-category',
    grants('BROWSE#*', 'Query'),
    (categoryId: CategoryId, page: PageRequest): Promise<Page<ProductCard>> =>
      listed('table', `BROWSE#${categoryId}`, { ...page, newestFirst: true }, ({ card }) => card as ProductCard),
  ),
};
