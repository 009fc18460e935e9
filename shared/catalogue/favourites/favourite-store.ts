import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any, item, string } from 'dynamodb-toolbox/schema';
import { operation } from '../../kernel/doors/access.ts';
import { write, type Write } from '../../kernel/store/commit.ts';
import { record } from '../../kernel/store/facts.ts';
import { listed, type Page, type PageRequest } from '../../kernel/store/page.ts';
import { get, table } from '../../kernel/store/table.ts';
import { after, days, epochSeconds } from '../../kernel/values/clock.ts';
import type { AccountId } from '../../kernel/values/ids.ts';
import { favouriteKept } from '../events.ts';
import type { ListingId } from '../listing.ts';
import type { Favourite } from './favourite.ts';

/** How long it is kept that something was kept, for whoever follows it. */
const factsKept = days(30);

const ofAccount = (accountId: AccountId): string => `FAVOURITES-OF#${accountId}`;

const FavouriteItem = new Entity({
  name: 'favourite',
  table,
  timestamps: false,
  schema: item({
    accountId: string().key(),
    listingId: string().key(),
    favourite: any().castAs<Favourite>(),
    gsi1pk: string(),
    gsi1sk: string(),
    summary: any().castAs<Favourite>(),
  }),
  computeKey: ({ accountId, listingId }) => ({ pk: `FAVOURITES#${accountId}`, sk: listingId }),
});

export const favourites = {
  get: operation(
    'favourite.get',
    [{ on: 'table', actions: ['GetItem'], keys: ['FAVOURITES#*'] }],
    async (accountId: AccountId, listingId: ListingId): Promise<Favourite | undefined> =>
      (await get(FavouriteItem.build(GetItemCommand).key({ accountId, listingId })))?.favourite as
        | Favourite
        | undefined,
  ),

  /** Keeps one, and tells of it; overtaken when it has just been kept. */
  keep: operation(
    'favourite.keep',
    [{ on: 'table', actions: ['PutItem'], keys: ['FAVOURITES#*', 'FAVOURITE-KEPT#*'] }],
    (favourite: Favourite): Write[] => {
      const { accountId, listingId, since } = favourite;
      const kept = write(
        FavouriteItem.build(PutTransaction)
          .item({
            accountId,
            listingId,
            favourite,
            summary: favourite,
            gsi1pk: ofAccount(accountId),
            gsi1sk: `${since}#${listingId}`,
          })
          .options({ condition: { attr: 'listingId', exists: false } }),
      );
      const fact = favouriteKept({ buyerId: accountId, listingId });
      const told = `FAVOURITE-KEPT#${accountId}.${listingId}.${since}`;
      return [kept, ...record(told, 1, [fact], epochSeconds(after(since, factsKept)))];
    },
  ),

  /** Drops one, whether it was kept or not. */
  drop: operation(
    'favourite.drop',
    [{ on: 'table', actions: ['DeleteItem'], keys: ['FAVOURITES#*'] }],
    (accountId: AccountId, listingId: ListingId): Write =>
      write(FavouriteItem.build(DeleteTransaction).key({ accountId, listingId })),
  ),

  /** Somebody's, the newest first. */
  ofAccount: operation(
    'favourite.of-account',
    [{ on: 'table', actions: ['Query'], keys: ['FAVOURITES-OF#*'], index: 'gsi1' }],
    (accountId: AccountId, page: PageRequest): Promise<Page<Favourite>> =>
      listed('gsi1', ofAccount(accountId), { ...page, newestFirst: true }, ({ summary }) => summary as Favourite),
  ),
};
