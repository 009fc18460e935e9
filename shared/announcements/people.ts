import { buyerList, staffAccounts } from '../identity/public.ts';
import { together } from '../kernel/doors/access.ts';
import { accounts, allBuyers, staffList } from '../kernel/account.ts';
import { MerchantId, type AccountId } from '../kernel/values/ids.ts';
import { allShops, merchants, shopList } from '../merchants/public.ts';
import { peopleOf, personOf, type Person } from '../notices/public.ts';
import { isMeant, type Audience } from './audience.ts';
import type { Stretch } from './announcement.ts';
import { stretchesOf, type Reader } from './walk.ts';

/** What walking through an audience reads. */
export const walking = together('announcements.walking', buyerList, shopList, staffAccounts);

/** The stretches that an audience is made of at present. */
export const ahead = (audience: Audience): Stretch[] =>
  stretchesOf(audience, {
    buyers: allBuyers.partitions(),
    shops: allShops.partitions(),
    staff: [staffList],
  });

/** A page of one of the lists: ids of accounts, or of shops. */
export const readList: Reader = async ({ list, partition, startingWith }, page) => {
  const asked = { ...page, ...(startingWith && { startingWith }) };
  const { items, cursor } = await { shops: shopList, buyers: buyerList, staff: staffAccounts }[list](partition, asked);
  return { items: items.map(({ id }) => id), ...(cursor && { cursor }) };
};

/** What finding the people of a page reads. */
export const finding = together('announcements.finding', accounts.get, merchants.get);

/** Those of a page who are meant, by what is true of them now. A shop is told through its owner. */
export const peopleIn = async (audience: Audience, ids: readonly string[]): Promise<Person[]> => {
  const found = await Promise.all(ids.map(async (id): Promise<Person[]> => {
    const merchantId = audience.of === 'shops' ? id as MerchantId : undefined;
    const accountId = merchantId ? (await merchants.get(merchantId))?.ownerId : id as AccountId;
    const account = accountId && await accounts.get(accountId);
    if (!account || !isMeant(audience, account)) return [];
    return merchantId ? peopleOf({ shop: merchantId }) : [personOf(account)];
  }));
  return found.flat();
};
