import type { Operation } from '../kernel/access.ts';
import { accounts } from '../kernel/account.ts';
import { aggregate } from '../kernel/aggregate.ts';
import type { AccountId } from '../kernel/ids.ts';
import { Problem } from '../kernel/problems.ts';
import type { Address, AddressBook, AddressId } from './address.ts';

/** One item for all addresses of an account: they are few, and exactly one of them is the default. */
export const addressBooks = aggregate<AddressBook>({ name: 'address-book', prefix: 'ACCOUNT-BOOK' });

const ofBook = <A extends unknown[], R>(read: (...args: A) => R): Operation<A, R> =>
  Object.assign(read, { access: addressBooks.get.access });

export const addresses = {
  /** In the order in which they were added. */
  all: ofBook(async (accountId: AccountId): Promise<readonly Address[]> =>
    (await addressBooks.get(accountId))?.addresses ?? []
  ),
  /** @throws Problem not-found when the account has no such address */
  need: ofBook(async (accountId: AccountId, addressId: AddressId): Promise<Address> => {
    const address = (await addressBooks.get(accountId))?.addresses.find(({ id }) => id === addressId);
    if (!address) throw new Problem('not-found');
    return address;
  }),
};

/** The account that signs in so, if there is one: at the most one page of one. */
export const accountsByLogin = accounts.list('accounts.by-login', 'gsi1', 'LOGIN#*');
export const loginPartition = (login: string): string => `LOGIN#${login}`;

/** Everybody who works for the platform. */
export const staffAccounts = accounts.list('accounts.staff', 'gsi2', 'STAFF');
