import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { UpdateTransaction } from 'dynamodb-toolbox/entity/actions/transactUpdate';
import { $add } from 'dynamodb-toolbox/entity/actions/update';
import { any, item, number, string } from 'dynamodb-toolbox/schema';
import { operation, together, type Grant } from '../kernel/doors/access.ts';
import { aggregate } from '../kernel/store/aggregate.ts';
import type { Change } from '../kernel/store/change.ts';
import { between, instant, seconds, type Instant } from '../kernel/values/clock.ts';
import { write, type Write } from '../kernel/store/commit.ts';
import type { MerchantId } from '../kernel/values/ids.ts';
import { invocation } from '../kernel/doors/invocation.ts';
import { Problem } from '../kernel/problems.ts';
import { get, table } from '../kernel/store/table.ts';
import type { Category } from './category.ts';
import { codeKey, type SkuId } from './content.ts';
import { listingWaits } from './desk.ts';
import type { ImageCheck } from './pictures/images.ts';
import type { Listing, ListingId } from './listing.ts';
import { offersOf, type Offer } from './offer.ts';
import type { Revision } from './revisions/revision.ts';

/** What the category tree shows of a category. */
export type CategoryEntry = Pick<Category, 'id' | 'name' | 'path' | 'children' | 'state'>;

const categoryTree = 'CATEGORIES';
const categoryStore = aggregate<Category, CategoryEntry>({
  name: 'category',
  prefix: 'CATEGORY',
  indexes: { gsi1: ({ id }) => [categoryTree, id] },
  summary: ({ id, name, path, children, state }) => ({ id, name, path, children, state }),
});
const categoryPages = categoryStore.list('category.tree', 'gsi1', categoryTree);
/** The whole tree, archived categories as well. */
export const wholeTree = operation('category.tree', categoryPages.access.grants, async (): Promise<CategoryEntry[]> => {
  const all: CategoryEntry[] = [];
  let cursor: string | undefined;
  do {
    const page = await categoryPages(categoryTree, { limit: 1000, cursor });
    all.push(...page.items);
    cursor = page.cursor;
  } while (cursor);
  return all;
});

/** When the tree has changed last, and how often it has. */
const TreeItem = new Entity({
  name: 'category-tree',
  table,
  timestamps: false,
  schema: item({ tree: string().key(), changes: number(), changedAt: string() }),
  computeKey: () => ({ pk: 'CATEGORY-TREE', sk: 'CHANGED' }),
});
const treeChanged = operation(
  'category-tree.changed',
  [{ on: 'table', actions: ['UpdateItem'], keys: ['CATEGORY-TREE'] }],
  (): Write =>
    write(
      TreeItem.build(UpdateTransaction).item({ tree: categoryTree, changes: $add(1), changedAt: invocation().now }),
    ),
);

const lastChange = operation(
  'category-tree.last-change',
  [{ on: 'table', actions: ['GetItem'], keys: ['CATEGORY-TREE'] }],
  () => get(TreeItem.build(GetItemCommand).key({ tree: categoryTree })),
);

export const categories = {
  get: categoryStore.get,
  need: categoryStore.need,
  /** Saves categories, and says that the tree has changed. */
  save: Object.assign(
    (changes: readonly Change<Category>[]): Write[] => [...changes.flatMap(categoryStore.save), treeChanged()],
    together('categories.save', categoryStore.save, treeChanged),
  ),
};

let keptTree: { readonly changes: number; readonly entries: CategoryEntry[] } | undefined;
/** How long after a change the index may not show it yet: until then, what was read is not kept. */
const indexed = seconds(30);
/**
 * The whole tree, kept by this instance until it has changed: everybody who looks around asks for it, and all of it
 * stands in one partition of the index.
 */
export const presentTree = Object.assign(async (): Promise<CategoryEntry[]> => {
  const { changes = 0, changedAt = instant(0) } = await lastChange() ?? {};
  if (keptTree?.changes === changes) return keptTree.entries;
  const entries = await wholeTree();
  if (between(changedAt as Instant, invocation().now) > indexed) keptTree = { changes, entries };
  return entries;
}, together('category-tree.present', lastChange, wholeTree));

/** What lists show of a listing. */
export type ListingEntry =
  & Pick<
    Listing,
    'id' | 'title' | 'state' | 'merchantId' | 'categoryId' | 'submittedAt' | 'updatedAt' | 'revision' | 'onSaleSince'
  >
  & { image?: string };

export const listingsOf = (merchantId: MerchantId): string => `LISTINGS-OF#${merchantId}`;

export const listings = aggregate<Listing, ListingEntry>({
  name: 'listing',
  prefix: 'LISTING',
  indexes: {
    gsi1: ({ id, merchantId, state, updatedAt }) => [listingsOf(merchantId), `${state}#${updatedAt}#${id}`],
  },
  summary: (
    { id, title, state, merchantId, categoryId, submittedAt, updatedAt, revision, onSaleSince, images: [image] },
  ) => ({
    id,
    title,
    state,
    merchantId,
    categoryId,
    submittedAt,
    updatedAt,
    revision,
    ...(onSaleSince && { onSaleSince }),
    ...(image && { image }),
  }),
  desks: [listingWaits],
});
/** A shop's listings, by state and then by the time of the last change. */
export const listingsOfMerchant = listings.list('listing.of-merchant', 'gsi1', 'LISTINGS-OF#*');

/** What the images of shops were found to be. */
export const imageChecks = aggregate<ImageCheck>({ name: 'image', prefix: 'IMAGE' });

const OfferItem = new Entity({
  name: 'offer',
  table,
  timestamps: false,
  schema: item({ skuId: string().key(), offer: any().castAs<Offer>() }),
  computeKey: ({ skuId }) => ({ pk: `OFFER#${skuId}`, sk: 'OFFER' }),
});
const ofOffers = (action: 'GetItem' | 'PutItem'): Grant[] => [{ on: 'table', actions: [action], keys: ['OFFER#*'] }];

export const offers = {
  /** What is for sale under a SKU, or was. */
  get: operation(
    'offer.get',
    ofOffers('GetItem'),
    async (skuId: SkuId): Promise<Offer | undefined> =>
      (await get(OfferItem.build(GetItemCommand).key({ skuId })))?.offer as Offer | undefined,
  ),

  /** Writes the offers of a listing, in the transaction that changes it: the listing's version guards them. */
  put: operation(
    'offer.put',
    ofOffers('PutItem'),
    (listing: Listing): Write[] =>
      offersOf(listing).map((offer) => write(OfferItem.build(PutTransaction).item({ skuId: offer.skuId, offer }))),
  ),

  /** Takes off sale what a listing has come to sell no more. */
  drop: operation(
    'offer.drop',
    ofOffers('PutItem'),
    ({ before, after }: Change<Listing>): Write[] => {
      const gone = before?.skus.filter(({ id }) => !after.skus.some((sku) => sku.id === id)) ?? [];
      return offersOf({ ...after, state: 'off-shelf', skus: gone }).map((offer) =>
        write(OfferItem.build(PutTransaction).item({ skuId: offer.skuId, offer }))
      );
    },
  ),
};

const SkuCodeItem = new Entity({
  name: 'sku-code',
  table,
  timestamps: false,
  schema: item({ merchantId: string().key(), code: string().key(), listingId: string() }),
  computeKey: ({ merchantId, code }) => ({ pk: `SKU-CODE#${merchantId}#${code}`, sk: 'SKU-CODE' }),
});

export const skuCodes = {
  /** The listing that has one of the shop's codes. */
  holder: operation(
    'sku-code.holder',
    [{ on: 'table', actions: ['GetItem'], keys: ['SKU-CODE#*'] }],
    async (merchantId: MerchantId, code: string): Promise<ListingId | undefined> =>
      (await get(SkuCodeItem.build(GetItemCommand).key({ merchantId, code: codeKey(code) })))?.listingId as
        | ListingId
        | undefined,
  ),

  /**
   * Claims the codes that a listing and its revision have come to use, and gives back those that neither uses any more; an
   * archived listing uses none. Refused with sku-code-taken when another listing of the shop has one of them.
   */
  claim: operation(
    'sku-code.claim',
    [{ on: 'table', actions: ['PutItem', 'DeleteItem'], keys: ['SKU-CODE#*'] }],
    (
      { before, after: { id: listingId, merchantId, skus, state } }: Change<Listing>,
      revision: { readonly before?: Revision | undefined; readonly after?: Revision | undefined } = {},
    ): Write[] => {
      const keys = (...of: readonly (Pick<Listing, 'skus'> | null | undefined)[]): Set<string> =>
        new Set(of.flatMap((one) => one?.skus.map(({ code }) => codeKey(code)) ?? []));
      const old = keys(before, revision.before);
      const now = state === 'archived' ? keys() : keys({ skus }, revision.after);
      return [
        ...[...now].filter((code) => !old.has(code)).map((code) =>
          write(
            SkuCodeItem.build(PutTransaction).item({ merchantId, code, listingId }).options({
              condition: { attr: 'code', exists: false },
            }),
            () => new Problem('sku-code-taken', `${code} is another SKU's code`),
          )
        ),
        ...[...old].filter((code) => !now.has(code)).map((code) =>
          write(SkuCodeItem.build(DeleteTransaction).key({ merchantId, code }))
        ),
      ];
    },
  ),
};
