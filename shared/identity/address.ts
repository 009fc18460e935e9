import * as z from 'zod';
import { PostalAddress } from '../kernel/values/address.ts';
import { asAddress } from '../kernel/values/address-rules.ts';
import type { Change } from '../kernel/store/change.ts';
import { changed, created } from '../kernel/store/change.ts';
import { id, type AccountId, type Id } from '../kernel/values/ids.ts';
import { Problem } from '../kernel/problems.ts';
import { addressBookChanged } from './events.ts';

export type AddressId = Id<'address'>;
export const AddressId = id('address');

export type Address = z.infer<typeof Address>;
export const Address = z.object({ id: AddressId, ...PostalAddress.shape, isDefault: z.boolean() });

/** Addresses of one account, at the most. */
export const maxAddresses = 20;

/** All addresses of one account. Invariant: exactly one is the default, unless there is none at all. */
export interface AddressBook {
  readonly id: AccountId;
  readonly version: number;
  readonly addresses: readonly Address[];
}

const rewritten = (
  book: AddressBook | undefined,
  accountId: AccountId,
  addresses: readonly Address[],
): Change<AddressBook> => {
  const told = addressBookChanged({ accountId });
  const kept = addresses.some(({ isDefault }) => isDefault)
    ? addresses
    : addresses.map((one, i) => ({ ...one, isDefault: i === 0 }));
  return book
    ? changed<AddressBook>(book, { addresses: kept }, told)
    : created<AddressBook>({ id: accountId, addresses: kept }, told);
};

/**
 * Adds an address; the first one is the default.
 * @throws Problem address-limit, invalid-input when it is none of its country
 */
export const addAddress = (
  book: AddressBook | undefined,
  accountId: AccountId,
  addressId: AddressId,
  destination: PostalAddress,
): Change<AddressBook> => {
  const addresses = book?.addresses ?? [];
  if (addresses.length >= maxAddresses) throw new Problem('address-limit', `At the most ${maxAddresses}`);
  return rewritten(book, accountId, [...addresses, { id: addressId, ...asAddress(destination), isDefault: false }]);
};

/** The book, if the address is in it. @throws Problem not-found */
const holding = (book: AddressBook | undefined, addressId: AddressId): AddressBook => {
  if (!book?.addresses.some(({ id }) => id === addressId)) throw new Problem('not-found');
  return book;
};

/**
 * Changes an address. Orders keep the one that they were placed with.
 * @throws Problem not-found, invalid-input when it is none of its country then
 */
export const editAddress = (
  found: AddressBook | undefined,
  addressId: AddressId,
  destination: Partial<PostalAddress>,
): Change<AddressBook> => {
  const book = holding(found, addressId);
  return rewritten(
    book,
    book.id,
    book.addresses.map((one) => (one.id === addressId ? asAddress({ ...one, ...destination }) : one)),
  );
};

/** Takes an address out; when it was the default, the oldest one left becomes it. @throws Problem not-found */
export const deleteAddress = (found: AddressBook | undefined, addressId: AddressId): Change<AddressBook> => {
  const book = holding(found, addressId);
  return rewritten(book, book.id, book.addresses.filter(({ id }) => id !== addressId));
};

/** Makes an address the default instead of the one that was. @throws Problem not-found */
export const chooseDefault = (found: AddressBook | undefined, addressId: AddressId): Change<AddressBook> => {
  const book = holding(found, addressId);
  return rewritten(book, book.id, book.addresses.map((one) => ({ ...one, isDefault: one.id === addressId })));
};
